"""Tests: applicants, pure."""
