"""Every knob of the portal, typed, from the environment (prefix `PORTAIL_`), read once."""

import os
import re
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class ReglageInvalide(SystemExit):
    """A setting is wrong: one clear line, exit code 2."""

    def __init__(self, line: str) -> None:
        super().__init__(2)
        self.line = line


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("attendu : une origine telle que https://aides.exemple.fr, sans chemin")
    return url.rstrip("/")


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError("attendu : une couleur telle que #0b5c7a")
    return value.lower()


def _database(url: str) -> str:
    if url and not url.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("attendu : sqlite:///chemin ou postgresql://utilisateur:secret@hôte/base")
    return url


def _smtp(url: str) -> str:
    if url and urlsplit(url).scheme not in {"smtp", "smtp+starttls", "smtps"}:
        raise ValueError("attendu : smtp://, smtp+starttls:// ou smtps://")
    return url


def _antivirus(url: str) -> str:
    parts = urlsplit(url)
    try:
        reachable = parts.hostname and parts.port if parts.scheme == "tcp" else parts.path.strip("/")
    except ValueError:  # a port that is no number
        reachable = None
    if url and (parts.scheme not in {"tcp", "unix"} or not reachable):
        raise ValueError("attendu : tcp://hôte:3310 ou unix:///run/clamav/clamd.ctl")
    return url


def _split(value: object) -> object:
    return (
        tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
    )


def _fernet_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            raise ValueError("attendu : une clé Fernet (32 octets en base64)") from None
    return keys


class Reglages(BaseSettings):
    """The settings; each field's description is what `portail settings` prints."""

    model_config = SettingsConfigDict(env_prefix="PORTAIL_", frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="adresse d’écoute")
    port: int = Field(3000, ge=1, le=65535, description="port d’écoute")
    public_url: Annotated[str, AfterValidator(_origin)] = Field(
        "", validate_default=False, description="origine publique ; par défaut http://localhost:PORT"
    )
    trusted_proxies: int = Field(0, ge=0, le=5, description="nombre de mandataires devant le portail")
    workers: int = Field(1, ge=1, le=64, description="processus web (Redis requis au-delà d’un)")
    embedded_worker: bool = Field(
        True, description="le processus web fait aussi ce qui attend (mails, documents)"
    )
    data_dir: Path = Field(Path("var"), description="dossier des données : base, pièces, mails, clés")
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "", description="base de données ; par défaut SQLite dans le dossier des données"
    )
    redis_url: str = Field("", description="Redis, pour plusieurs processus web")
    storage_url: str = Field(
        "", description="pièces : file:///chemin ou s3://seau ; par défaut le dossier des données"
    )
    demo: bool = Field(
        False, description="mode démonstration : données d’exemple, boîte aux lettres visible, charte visible"
    )
    # --- the Région
    collectivite: str = Field(
        "Région Nouvelle-Aquitaine", min_length=2, max_length=80, description="nom affiché"
    )
    accent: Annotated[str, AfterValidator(_colour)] = Field("#0b5673", description="couleur d’accent")
    logo: Path | None = Field(None, description="logo SVG ou PNG ; par défaut un logo neutre")
    telephone: str = Field("05 49 38 49 38", description="téléphone de l’assistance")
    contact_mail: str = Field("aides@exemple.fr", description="adresse mail de l’assistance")
    contact_adresse: str = Field(
        "14 rue François-de-Sourdis, 33077 Bordeaux Cedex", description="adresse postale de la collectivité"
    )
    # --- mails
    smtp_url: Annotated[str, AfterValidator(_smtp)] = Field(
        "", description="serveur de mail ; par défaut des fichiers .eml dans DATA_DIR/mails"
    )
    mail_from: str = Field("ne-pas-repondre@exemple.fr", description="expéditeur des mails")
    # --- partners
    geocodage_url: str = Field(
        "https://data.geopf.fr/geocodage", description="service des adresses (Géoplateforme)"
    )
    entreprises_url: str = Field(
        "https://recherche-entreprises.api.gouv.fr", description="service « Recherche d’entreprises »"
    )
    partner_timeout: float = Field(2.0, gt=0, le=30, description="patience envers un partenaire, en secondes")
    antivirus_url: Annotated[str, AfterValidator(_antivirus)] = Field(
        "", description="ClamAV : tcp://hôte:3310 ou unix:///chemin ; vide : pièces non analysées"
    )
    antivirus_timeout: float = Field(
        60.0, gt=0, le=240, description="durée maximale d’une analyse, en secondes"
    )
    # --- security
    encryption_keys: Annotated[
        tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_fernet_keys)
    ] = Field(
        (),
        description="clés Fernet, séparées par des virgules ; la première chiffre ; par défaut dans DATA_DIR",
    )
    session_idle_minutes: int = Field(120, ge=5, description="session fermée après ce temps sans activité")
    session_max_hours: int = Field(24, ge=1, description="session fermée après ce temps dans tous les cas")
    event_rate: float = Field(20.0, gt=0, description="événements par seconde acceptés d’un même onglet")
    piece_max_mo: int = Field(20, ge=1, le=200, description="taille maximale d’une pièce, en mégaoctets")

    @model_validator(mode="after")
    def _several_processes_need_redis(self) -> "Reglages":
        if self.workers > 1 and not self.redis_url:
            raise ValueError("plusieurs processus web demandent Redis : réglez aussi PORTAIL_REDIS_URL")
        return self

    @property
    def origin(self) -> str:
        """The public origin, the only one browsers may call from."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def secure(self) -> bool:
        """True when people reach the portal over https: cookies are then `Secure` and `__Host-`."""
        return self.origin.startswith("https://")

    @property
    def antivirus(self) -> bool:
        """True when an antivirus looks at the files."""
        return bool(self.antivirus_url)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL, with the driver."""
        if not self.database_url:
            return f"sqlite:///{(self.data_dir / 'portail.db').absolute()}"
        return re.sub(r"^postgresql://", "postgresql+psycopg://", self.database_url)

    def cipher_keys(self) -> tuple[str, ...]:
        """The encryption keys; made once in the data folder when the environment gives none."""
        if self.encryption_keys:
            return self.encryption_keys
        file = self.data_dir / "cles" / "chiffrement.key"
        if not file.exists():
            _write_once(file, Fernet.generate_key())
        return tuple(line for line in file.read_text().split() if line)

    def add_cipher_key(self) -> None:
        """Put a new key before those of the data folder: it encrypts from now on, they still open.

        Raises:
            ReglageInvalide: the keys stand in the environment, where only the operator can add one.
        """
        if self.encryption_keys:
            raise ReglageInvalide("PORTAIL_ENCRYPTION_KEYS : ajoutez-y la nouvelle clé vous-même, en premier")
        keys, file = self.cipher_keys(), self.data_dir / "cles" / "chiffrement.key"
        draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
        _write_once(draft, "\n".join((Fernet.generate_key().decode(), *keys)).encode())
        draft.replace(file)


def _write_once(file: Path, content: bytes) -> None:
    """Write a private file whole, never over another: two processes that start together keep the same one."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


_EXPECTED = {
    "int_parsing": "attendu : un nombre entier",
    "float_parsing": "attendu : un nombre",
    "bool_parsing": "attendu : true ou false",
    "greater_than": "trop petit",
    "greater_than_equal": "trop petit",
    "less_than_equal": "trop grand",
    "string_too_short": "trop court",
    "string_too_long": "trop long",
}


def describe(errors: ValidationError) -> str:
    """The first wrong setting in one line."""
    first = errors.errors()[0]
    name = "PORTAIL_" + str(first["loc"][0] if first["loc"] else "workers").upper()
    received = (
        "" if name == "PORTAIL_ENCRYPTION_KEYS" or not first["loc"] else f" (reçu : {first['input']!r})"
    )
    expected = _EXPECTED.get(first["type"], first["msg"].removeprefix("Value error, "))
    return f"Réglage {name} : {expected}{received}"


@cache
def settings() -> Reglages:
    """The settings of this process.

    Raises:
        ReglageInvalide: a value is missing or wrong; its line says which and what is expected.
    """
    try:
        return Reglages()
    except ValidationError as errors:
        raise ReglageInvalide(describe(errors)) from None
