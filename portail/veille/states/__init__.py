"""What the pages of this room hold, one module a page."""
