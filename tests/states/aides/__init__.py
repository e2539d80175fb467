"""Tests: the handlers of the catalogue."""
