"""How Reflex compiles and runs the portal."""

import sys
from pathlib import Path

import reflex as rx

from portail.settings import settings
from portail.ui.build import PortailBuild

config = rx.Config(
    app_name="portail",
    app_module_import="portail.portail",
    backend_host=settings().host,
    backend_port=settings().port,
    frontend_port=settings().port,
    api_url="http://localhost:3000",  # baked in one script; see api/compiled.py
    deploy_url="http://localhost:3000",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    bun_path=Path(sys.executable).parent / "bun",
    cors_allowed_origins=[settings().origin],
    redis_url=settings().redis_url or None,
    redis_token_expiration=1800,
    state_manager_mode="redis" if settings().redis_url else "memory",
    default_color_mode="system",
    frontend_compression_formats=["brotli", "gzip"],  # in order of preference
    plugins=[PortailBuild()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
