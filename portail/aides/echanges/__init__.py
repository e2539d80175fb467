"""The catalogue in and out: the national schema `dispositif-aide` 0.2.0, read kindly, written strictly."""
