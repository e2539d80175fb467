"""What runs later: the outbox and its rounds."""
