"""The states of the pages of accounts, one module a page."""
