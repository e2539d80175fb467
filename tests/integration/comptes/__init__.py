"""Tests: integration of accounts."""
