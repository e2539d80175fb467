"""Handlers of dossiers."""
