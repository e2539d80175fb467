"""Tests: applicants, on both databases."""
