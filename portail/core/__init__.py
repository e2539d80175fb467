"""Pure building blocks: no SQL, no HTTP, no Reflex."""
