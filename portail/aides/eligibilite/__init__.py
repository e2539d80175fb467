"""Who may ask for an aid: what is known of them, what it asks, how both compare. Pure."""
