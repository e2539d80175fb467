"""Tests: states of accounts."""
