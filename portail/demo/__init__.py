"""The demonstration: an invented catalogue and the data that make the portal alive on a first start."""
