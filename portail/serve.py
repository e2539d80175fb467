"""Serving: the compiled pages, built when missing or stale, and the ASGI application behind uvicorn."""

import errno
import fcntl
import gc
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from starlette.types import ASGIApp

from portail.settings import ReglageInvalide, settings

ROOT = Path(__file__).parent.parent
WEB = ROOT / ".web"
CLIENT = WEB / "build" / "client"
STAMP = WEB / "build" / "portail.stamp"
BUILT_FROM = (
    "portail/**/*.py",
    "portail/**/*.jsx",
    "portail/**/*.md",
    "assets/**/*",
    "rxconfig.py",
    "reflex.lock/*",
)
SOCKET_MESSAGE_MAX = 200_000  # bytes
YOUNG_MAX = 20_000
"""Objects made between two searches for unreachable ones: the usual 700 makes them a tenth of each save."""
BAKED_SETTINGS = ("collectivite", "telephone", "contact_mail", "contact_adresse", "demo")


_ADDRESS_REFUSED = {
    errno.EADDRINUSE: "un autre programme s’y trouve : arrêtez-le ou changez de port",
    errno.EACCES: "ce port est réservé au système : prenez-en un à partir de 1024",
    errno.EADDRNOTAVAIL: "cette adresse n’est pas celle de cette machine",
}


class ConstructionImpossible(Exception):
    """The pages could not be compiled; the message holds the tool's last words."""


def reflex_environment() -> dict[str, str]:
    """What Reflex reads from the environment, decided by our settings."""
    data = settings().data_dir.absolute()
    return {
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_USE_SYSTEM_BUN": "true",
        "REFLEX_WEB_WORKDIR": str(WEB),
        "REFLEX_STATES_WORKDIR": str(data / "states"),
        "REFLEX_UPLOADED_FILES_DIR": str(data / "reflex-uploads"),
        "REFLEX_DIR": str(data / "reflex"),
        "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(SOCKET_MESSAGE_MAX),
        "REFLEX_SOCKET_INTERVAL": "10",
        "REFLEX_SOCKET_TIMEOUT": "15",
        "REFLEX_REDIS_MAX_CONNECTIONS": "50",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def _sources() -> Iterator[Path]:
    for pattern in BUILT_FROM:
        yield from sorted(
            path
            for path in ROOT.glob(pattern)
            if path.is_file() and not {"__pycache__", "external"} & set(path.parts)
        )


def stamp() -> str:
    """A digest of everything the compiled pages depend on."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for name in BAKED_SETTINGS:
        digest.update(f"{name}={getattr(settings(), name)}".encode())
    return digest.hexdigest()


def is_stale() -> bool:
    """True when the compiled pages are missing or older than their sources."""
    return not (CLIENT / "index.html").exists() or not STAMP.exists() or STAMP.read_text() != stamp()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold this folder: two builds at once would break each other. The system lets go when we die."""
    held = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def build() -> None:
    """Compile the pages.

    Raises:
        ConstructionImpossible: the compiler or the bundler failed.
    """
    with _alone():
        _compile()


def build_if_stale() -> None:
    """Compile the pages unless they are up to date, as they may be once another process has built them.

    Raises:
        ConstructionImpossible: the compiler or the bundler failed.
    """
    with _alone():
        if is_stale():
            _compile()


def _compile() -> None:
    wanted = stamp()
    ignored = (ROOT / ".gitignore").read_bytes() if (ROOT / ".gitignore").exists() else None
    done = subprocess.run(  # noqa: S603  our own command, no shell, nothing from outside
        [str(Path(sys.executable).parent / "reflex"), "export", "--frontend-only", "--no-zip"],
        cwd=ROOT,
        env={**os.environ, **reflex_environment()},
        capture_output=True,
        text=True,
        check=False,
        umask=0o022,  # pages are for everybody, and may be built by another account than serves them
    )
    if ignored is not None:
        (ROOT / ".gitignore").write_bytes(ignored)  # Reflex appends to it what is there already
    if done.returncode != 0 or not (CLIENT / "index.html").exists():
        raise ConstructionImpossible((done.stdout + done.stderr)[-3000:])
    STAMP.write_text(wanted)
    STAMP.chmod(0o644)


def prepare_environment() -> None:
    """Set what Reflex must find before it is imported, in this process and its workers."""
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    with suppress(PermissionError):  # somebody else's folder is theirs to close
        settings().data_dir.chmod(0o700)
    os.environ.update(reflex_environment())
    os.environ.update(
        {
            "__REFLEX_SKIP_COMPILE": "true",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
            "REFLEX_ENV_MODE": "prod",
        }
    )


def factory() -> ASGIApp:
    """The ASGI application, with the gate and the headers around it."""
    prepare_environment()
    from portail.api.compiled import addresses, own_origin
    from portail.api.fiches import fiches
    from portail.api.gate import admission
    from portail.api.headers import security_headers
    from portail.api.routes import http_api
    from portail.api.socket import brider
    from portail.api.tabs import watch
    from portail.infra import logs
    from portail.portail import app

    logs.configure()
    layers: list[Callable[[ASGIApp], ASGIApp]] = [
        lambda inner: own_origin(inner, CLIENT),
        lambda inner: addresses(inner, CLIENT),
        lambda inner: fiches(inner, CLIENT),
        admission,
        lambda inner: security_headers(inner, CLIENT),
    ]
    app.api_transformer = [http_api(), *layers]
    asgi = app()
    brider(app)
    watch(app)
    gc.collect()
    gc.freeze()  # what was made so far stays: looking through it again and again would stop everybody
    gc.set_threshold(YOUNG_MAX)
    return asgi


def require_address() -> None:
    """Make sure that the address of the settings can be listened on, before anything long is done.

    Raises:
        ReglageInvalide: it is taken, not ours, or not allowed.
    """
    host, port = settings().host, settings().port
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        cause = _ADDRESS_REFUSED.get(error.errno or 0, error.strerror or str(error))
        raise ReglageInvalide(
            f"PORTAIL_HOST, PORTAIL_PORT : impossible d’écouter sur {host}:{port} ({cause})."
        ) from None


def run() -> None:
    """Serve until stopped."""
    prepare_environment()
    os.chdir(ROOT)  # Reflex looks for rxconfig.py in the working directory
    import uvicorn

    from portail.api.impatience import ImpatientProtocol

    reglages = settings()
    uvicorn.run(
        "portail.serve:factory",
        factory=True,
        host=reglages.host,
        port=reglages.port,
        workers=reglages.workers,
        http=ImpatientProtocol,
        ws="websockets-sansio",
        ws_max_size=SOCKET_MESSAGE_MAX,
        ws_ping_interval=None,  # Engine.IO has its own
        ws_per_message_deflate=False,  # it would take more memory for each person than all the rest
        proxy_headers=False,  # the gate reads them, from the proxies it is told of
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
