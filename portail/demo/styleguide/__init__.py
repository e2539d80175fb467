"""The style guide: every component in every state, to look at and to try."""
