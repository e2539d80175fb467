"""Technical ground: database, storage, outbox, journal, limits. No domain word."""
