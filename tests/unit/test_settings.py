"""Settings: read from the environment, and one clear line when one is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portail.settings import Reglages, settings


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORTAIL_PORT", "99999", "trop grand"),
        ("PORTAIL_PORT", "abc", "nombre entier"),
        ("PORTAIL_PUBLIC_URL", "aides.exemple.fr", "une origine telle que"),
        ("PORTAIL_PUBLIC_URL", "https://aides.exemple.fr/chemin", "sans chemin"),
        ("PORTAIL_ACCENT", "bleu", "#0b5c7a"),
        ("PORTAIL_DATABASE_URL", "mysql://x", "postgresql://"),
        ("PORTAIL_SMTP_URL", "http://x", "smtp://"),
        ("PORTAIL_DEMO", "peut-être", "true ou false"),
        ("PORTAIL_WORKERS", "2", "Redis"),
        ("PORTAIL_ENCRYPTION_KEYS", "pas-une-cle", "clé Fernet"),
        ("PORTAIL_ANTIVIRUS_URL", "clamd:3310", "tcp://hôte:3310"),
        ("PORTAIL_ANTIVIRUS_URL", "tcp://clamd", "tcp://hôte:3310"),
        ("PORTAIL_ANTIVIRUS_URL", "tcp://clamd:porte", "tcp://hôte:3310"),
        ("PORTAIL_ANTIVIRUS_URL", "unix://", "unix:///run"),
        ("PORTAIL_ANTIVIRUS_TIMEOUT", "900", "trop grand"),
    ],
)
def test_a_wrong_setting_is_one_line_and_exit_code_2(
    name: str, value: str, expected: str, tmp_path: Path
) -> None:
    env = {**os.environ, "PORTAIL_DATA_DIR": str(tmp_path), name: value}
    portail = Path(sys.executable).parent / "portail"
    done = subprocess.run([str(portail), "settings"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert name in lines[0]
    assert expected in lines[0]


def test_defaults(tmp_path: Path) -> None:
    reglages = Reglages(data_dir=tmp_path)
    assert reglages.collectivite == "Région Nouvelle-Aquitaine"
    assert reglages.origin == "http://localhost:3000"
    assert not reglages.secure
    assert reglages.database == f"sqlite:///{tmp_path / 'portail.db'}"


def test_postgresql_gets_its_driver() -> None:
    assert Reglages(database_url="postgresql://u:s@h/b").database == "postgresql+psycopg://u:s@h/b"


def test_the_encryption_key_is_made_once_and_private(tmp_path: Path) -> None:
    reglages = Reglages(data_dir=tmp_path)
    first = reglages.cipher_keys()
    assert reglages.cipher_keys() == first
    file = tmp_path / "cles" / "chiffrement.key"
    assert file.stat().st_mode & 0o077 == 0


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Reglages.model_fields.values())
    assert settings() is settings()
