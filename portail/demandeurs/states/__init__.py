"""The states of this room's pages."""
