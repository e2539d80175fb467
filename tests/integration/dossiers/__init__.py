"""Dossiers, on both databases."""
