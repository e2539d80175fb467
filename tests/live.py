"""A real portal in its own process, for tests that attack it or walk it, and for the benches."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
PORTAIL = Path(sys.executable).parent / "portail"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Server:
    """A running portal: its origin, data folder, environment and process."""

    port: int
    data_dir: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """The origin people use."""
        return f"http://localhost:{self.port}"

    @property
    def database(self) -> str:
        """The SQLAlchemy address of its database."""
        own = self.env.get("PORTAIL_DATABASE_URL", "")
        return (
            own.replace("postgresql://", "postgresql+psycopg://", 1)
            or f"sqlite:///{self.data_dir / 'portail.db'}"
        )

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return (self.data_dir / "serveur.log").read_text(encoding="utf-8", errors="replace")

    def processes(self) -> list[int]:
        """Those that serve, in order of birth: the one started, or its children when they are several."""
        found = []
        for folder in Path("/proc").iterdir():
            try:
                mine = folder.name.isdigit() and os.getpgid(int(folder.name)) == self.process.pid
                # What multiprocessing starts beside the workers serves nobody.
                if mine and b"resource_tracker" not in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
            except (ProcessLookupError, FileNotFoundError):
                continue
        return sorted(set(found) - {self.process.pid}) or [self.process.pid]

    def kill(self) -> None:
        """End it as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end, as Ctrl-C would; return its exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def start_again(self) -> None:
        """Start on the same port and data."""
        self.process = _spawn(self.env)
        _wait(self)


def environment(data_dir: Path, **reglages: str) -> dict[str, str]:
    """The environment of a portal with demo data in `data_dir` and partners that are down.

    `reglages` are PORTAIL_ names in lower case.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PORTAIL_", "REFLEX_", "__REFLEX"))
    }
    own = {
        "demo": "true",
        "data_dir": str(data_dir),
        "geocodage_url": "http://127.0.0.1:9",
        "entreprises_url": "http://127.0.0.1:9",
        **reglages,
    }
    return (
        kept | {f"PORTAIL_{name.upper()}": value for name, value in own.items()} | {"PYTHONPATH": str(ROOT)}
    )


def prepare(data_dir: Path, **reglages: str) -> None:
    """Make the database and the demo data that servers will start from."""
    env = environment(data_dir, **reglages)
    for command in ("migrate", "seed"):
        done = subprocess.run(
            [str(PORTAIL), command], env=env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _spawn(env: dict[str, str]) -> subprocess.Popen[bytes]:
    log = Path(env["PORTAIL_DATA_DIR"]) / "serveur.log"
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(PORTAIL), "run"], env=env, stdout=output, stderr=output, start_new_session=True, cwd=ROOT
        )


def _wait(server: Server, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        try:
            if httpx.get(f"{server.url}/api/sante", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{server.log[-3000:]}")


@contextmanager
def running(data_dir: Path, around: Mapping[str, str] | None = None, **settings: str) -> Iterator[Server]:
    """A portal on a free port; see `environment` for the settings. `around`: other variables."""
    port = free_port()
    env = environment(data_dir, port=str(port), **settings) | dict(around or {})
    server = Server(port, data_dir, env, _spawn(env))
    try:
        _wait(server)
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


@contextmanager
def worker(server: Server) -> Iterator[subprocess.Popen[bytes]]:
    """`portail worker`, beside the web process."""
    with (server.data_dir / "travailleur.log").open("ab") as log:
        started = subprocess.Popen([str(PORTAIL), "worker"], env=server.env, cwd=ROOT, stdout=log, stderr=log)
    try:
        yield started
    finally:
        started.kill()
        started.wait()
