"""What the pages of dossiers show, one state per page; each is rebuilt from the database by its `on_load`."""
