"""Tests: what people watch."""
