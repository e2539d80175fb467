"""Logs: one line a fact, JSON when not on a terminal; no cookie, no token, no value of anybody's in them."""

import logging
import re
import sqlite3
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO, cast

import psycopg
import structlog
from sqlalchemy.exc import StatementError

from portail.core.errors import ErreurMetier
from portail.core.saisie import une_ligne

_SECRETS = re.compile(r"(token=|jeton=|sid=|cookie['\"]?\s*[:=]\s*['\"]?)[^&\s'\"]+", re.I)


_ADRESSES = re.compile(r"[^\s@<>\"'()]+@[^\s@<>\"'()]+")
_DITES = (
    ErreurMetier,
    OSError,
    RuntimeError,
    TypeError,
    AttributeError,
    NameError,
    ImportError,
    sqlite3.Error,
)
"""Errors whose message names things, never values; others (ValueError, KeyError…) quote what they met."""

_BAVARDS = {
    "uvicorn.error": logging.ERROR,
    "reflex": logging.ERROR,
    "reflex_base": logging.ERROR,
    "engineio.server": logging.CRITICAL,
    "socketio.server": logging.CRITICAL,
}
"""Libraries that write, at will and often raw, what anybody sends: arguments, tokens of tabs."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def mask(text: str) -> str:
    """Hide the values of cookies and tokens."""
    return _SECRETS.sub(r"\1…", text)


def raison(error: BaseException) -> str:
    """What went wrong, in one line, without the values it went wrong with."""
    name = type(error).__name__
    if isinstance(error, StatementError) and error.orig is not None:
        return f"{name}: {raison(error.orig)}"
    if isinstance(error, psycopg.Error) and error.sqlstate:  # its message quotes the row
        return f"{name}: {error.sqlstate} {error.diag.constraint_name or ''}".rstrip()
    if isinstance(error, (*_DITES, psycopg.OperationalError)):
        return une_ligne(mask(f"{name}: {_ADRESSES.sub('…', str(error))}"))
    return name


def trace(error: BaseException) -> str:
    """Where an exception and its causes come from: frames and reasons, no values."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.insert(0, "".join([*traceback.format_tb(current.__traceback__), raison(current)]))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\n".join(parts)


class Formateur(logging.Formatter):
    """One line a fact, and traces that hold no values."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the library's name
        """As `trace`."""
        return _exception(ei)


def _exception(exc_info: ExcInfo) -> str:
    return trace(exc_info[1]) if exc_info[1] else ""


def _mask_all(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: mask(value) if isinstance(value, str) else value for key, value in event.items()}


class _MaskFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), None
        return True


class _Sortie:
    """The error output. On a full disk it takes nothing: what cannot be told must not stop what is done."""

    def write(self, text: str) -> None:
        """Write if there is room."""
        with suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Send if there is room."""
        with suppress(OSError):
            sys.stderr.flush()


def configure() -> None:
    """Set up the logs of this process, ours and the libraries'."""
    terminal = sys.stderr.isatty()
    renderer: Any = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_exception),
            _mask_all,
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Sortie())),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler()
    handler.addFilter(_MaskFilter())
    handler.setFormatter(Formateur("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name, level in _BAVARDS.items():
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).setLevel(level)
