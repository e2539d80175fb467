"""Compiles the pages once for the tests that need a server."""

from portail import serve

if serve.is_stale():
    serve.build()
