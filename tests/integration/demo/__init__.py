"""Tests: the demonstration."""
