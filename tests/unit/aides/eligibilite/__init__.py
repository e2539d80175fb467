"""Who may ask for an aid."""
