"""Handlers, called through the real processor and the real guard, without a browser."""
