"""Tests: unit, the search engine."""
