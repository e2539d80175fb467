"""Tests: handlers of applicants' pages."""
