"""Tests: published forms."""
