"""A real HTTP server that speaks S3 (moto), that a test may take away and bring back."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.live import free_port

SEAU = "pieces-du-portail"


@dataclass
class S3Server:
    """Where it listens, and its process. It keeps everything in memory."""

    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def around(self) -> dict[str, str]:
        """The variables that lead the store there, beside the setting `s3://…`."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "essai",
            "AWS_SECRET_ACCESS_KEY": "essai",
            "AWS_REGION": "eu-west-3",
        }

    def start(self) -> None:
        """Start with an empty bucket."""
        command = [str(Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 60
        while True:
            try:
                made = httpx.put(f"{self.url}/{SEAU}", timeout=10)
            except httpx.TransportError:
                assert time.monotonic() < limit, "the S3 server never answered"
                time.sleep(0.05)
            else:
                assert made.status_code == 200, made.text
                return

    def kill(self) -> None:
        """End it, with all it held."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def listing(self) -> set[str]:
        """The keys in the bucket."""
        listed = httpx.get(f"{self.url}/{SEAU}?list-type=2", timeout=10).text
        return {part.partition("</Key>")[0] for part in listed.split("<Key>")[1:]}


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """One for a while."""
    server = S3Server(free_port())
    server.start()
    try:
        yield server
    finally:
        server.kill()
