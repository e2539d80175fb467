"""Every test gets its own data folder; integration tests run on SQLite and on a real PostgreSQL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

# How long examples take says how busy the machine is, not whether the code is right. They are the same each
# time, so that a change is judged by what it changes; `--hypothesis-profile=hasard` looks for more.
_PATIENT = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("hasard", **_PATIENT)
hypothesis.settings.register_profile("portail", derandomize=True, max_examples=50, **_PATIENT)
hypothesis.settings.load_profile("portail")

# Settings are read once, at import: the folder must be chosen before any module of the portal is loaded.
_DATA = Path(tempfile.mkdtemp(prefix="portail-tests-"))
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
os.environ["PORTAIL_DATA_DIR"] = str(_DATA)
os.environ["PORTAIL_DEMO"] = "true"
os.environ["REFLEX_TELEMETRY_ENABLED"] = "false"
for name in ("PORTAIL_DATABASE_URL", "PORTAIL_SMTP_URL", "PORTAIL_REDIS_URL", "PORTAIL_STORAGE_URL"):
    os.environ.pop(name, None)


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    """No test inherits another's limits of frequency or cached sessions."""
    from portail.aides.catalogue_vivant import VIVANT
    from portail.comptes import sessions
    from portail.infra import ratelimit

    VIVANT.oublier()
    ratelimit.oublier()
    sessions._cache.clear()
