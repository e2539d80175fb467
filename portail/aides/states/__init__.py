"""What the pages of the catalogue show, one module a page."""
