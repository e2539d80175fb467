"""The search engine: an index held in memory, pure, and what is asked of it."""
