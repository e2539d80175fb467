"""What the pages of dossiers are made of."""
