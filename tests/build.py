"""Compiles the pages once for the tests that need a server."""

from portail import serve

serve.build_if_stale()
