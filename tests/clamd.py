"""A real clamd for a while, which knows one virus: the test string that every antivirus knows.

The string and its signature are put together here, so that no antivirus takes this file for a virus.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.live import free_port

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
EICAR = "".join(
    ["X5O!P%@AP[4", "\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!", "$H+H*"]
).encode()
VIRUS = "Essai.EICAR.UNOFFICIAL"
"""As clamd names it: signatures that are not its maker's bear this ending."""
INFECTE = b"%PDF-1.7\n% " + EICAR + b"\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
"""Taken for a PDF by the portal, for a virus by clamd."""


@dataclass(frozen=True)
class Clamd:
    """A running clamd: its address in a file and on the network, and its process."""

    unix: str
    tcp: str
    process: subprocess.Popen[bytes]


@contextmanager
def clamd(folder: Path, *, flux_max: str = "25M") -> Iterator[Clamd]:
    """A clamd whose base and sockets lie in `folder`; it takes streams of `flux_max` at most."""
    assert CLAMD, "clamd is missing: tests/paquets.sh installs it"
    base = folder / "base"
    base.mkdir()
    signature = f"Essai.EICAR:0:*:{EICAR.hex()}"
    (base / "essai.ndb").write_text(f"{signature}\n", encoding="ascii")
    # A copy: where AppArmor confines clamd, it knows the installed one by its place.
    programme = shutil.copy(CLAMD, folder / "clamd")
    port, local = free_port(), folder / "clamd.ctl"
    conf = folder / "clamd.conf"
    conf.write_text(
        f"DatabaseDirectory {base}\nLocalSocket {local}\nTCPSocket {port}\nTCPAddr 127.0.0.1\n"
        f"Foreground yes\nStreamMaxLength {flux_max}\nTemporaryDirectory {folder}\n",
        encoding="utf-8",
    )
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen([programme, "-c", str(conf)], stdout=log, stderr=log)
    made = Clamd(f"unix://{local}", f"tcp://127.0.0.1:{port}", process)
    try:
        _attendre(made, local, folder / "clamd.log")
        yield made
    finally:
        process.kill()
        process.wait()


def _attendre(made: Clamd, local: Path, log: Path) -> None:
    fin = time.monotonic() + 60
    while time.monotonic() < fin and made.process.poll() is None:
        with socket.socket(socket.AF_UNIX) as essai:
            try:
                essai.connect(str(local))
                essai.sendall(b"zPING\0")
                if essai.recv(10) == b"PONG\0":
                    return
            except OSError:
                time.sleep(0.05)
    raise RuntimeError(f"clamd did not start:\n{log.read_text(errors='replace')[-2000:]}")
