"""Tests: units of accounts."""
