"""Feeds that come in and go out, on both databases."""
