"""Portail des aides: from finding an aid of the Région to following one's dossier."""
