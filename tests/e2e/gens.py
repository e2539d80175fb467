"""People and dossiers put into a server's own database, so that a test begins where its subject does."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

import httpx
from playwright.sync_api import BrowserContext
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from portail.comptes import sessions
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur, empreinte
from portail.comptes.sessions import acteur_de
from portail.core import clock
from portail.demandeurs import inscription as parcours
from portail.demandeurs.service import creer_fiche
from portail.dossiers import brouillon
from portail.dossiers.models import Depot, Dossier, Piece, Reponse
from portail.infra.crypto import new_secret
from portail.infra.db import open_engine
from tests.comptes_de_test import HACHE, ajouter_compte
from tests.live import Server
from tests.tus import MORCEAU, annonce

IBAN = "FR76 3000 6000 0112 3456 7890 189"
FICHE = {
    "type_demandeur": "personne_physique",
    "civilite": "madame",
    "date_naissance": "27/03/2004",
    "telephone": "05 36 49 12 34",
    "voie": "8 rue de la Chaîne",
    "complement": "",
    "code_postal": "86000",
    "commune": "Poitiers",
    "code_insee": "86194",
    "pays": "France",
    "titulaire": "Zoé Martin",
    "iban": IBAN,
}
ASSOCIATION = {
    **FICHE,
    "type_demandeur": "association",
    "siret": "732 829 320 00074",
    "representant_nom": "Zoé Martin",
    "representant_qualite": "présidente",
}
_rangs = count(1)


@dataclass(frozen=True)
class Personne:
    """Somebody with an active account and an open session on `server`."""

    server: Server
    compte: Compte
    sid: str

    @property
    def acteur(self) -> Acteur:
        """As the services know them."""
        return acteur_de(self.compte, empreinte(self.sid))

    def entrer(self, context: BrowserContext) -> BrowserContext:
        """Give this person's cookie to a browser."""
        context.add_cookies([{"name": "sid", "value": self.sid, "url": self.server.url}])
        return context

    def http(self) -> httpx.Client:
        """A client with this person's cookie, that comes from the portal's own origin."""
        return httpx.Client(
            base_url=self.server.url,
            cookies={"sid": self.sid},
            headers={"origin": self.server.url},
            timeout=30,
        )


@cache
def _engine(url: str) -> Engine:
    return open_engine(url)


@contextmanager
def base(server: Server) -> Iterator[Session]:
    """Write into the server's database, as one of its own transactions would."""
    engine = _engine(server.database)
    with (
        engine.connect().execution_options(portail_write=True) as connection,
        Session(bind=connection, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def lecture(server: Server) -> Iterator[Session]:
    """What the server's database holds right now."""
    with Session(_engine(server.database), expire_on_commit=False) as session:
        yield session


def personne(server: Server, fiche: Mapping[str, str] = FICHE, *, active: bool = True) -> Personne:
    """A new person with this sheet; the password is `comptes_de_test.MOT_DE_PASSE`."""
    identifiant = f"zoe{next(_rangs)}"
    organisation = {"siret": "73282932000074", "etat": "verifiee", "nom": "Les Amis du Marais"}
    with base(server) as session:
        active_le = clock.now() if active else None
        compte = ajouter_compte(session, identifiant, prenom="Zoé", active_le=active_le)
        creer_fiche(session, compte.id, fiche, organisation)
        return Personne(server, compte, sessions.ouvrir(session, compte.id, "Chrome Linux"))


def inscription(server: Server, *, finie: bool = False) -> str:
    """The cookie of a browser whose sign-up stands at the sheet, or has just ended."""
    sid, identifiant = new_secret(), f"lou{next(_rangs)}"
    visiteur = empreinte(sid)
    etape_1 = {
        "nom": "Martin",
        "prenom": "Lou",
        "mail": f"{identifiant}@exemple.fr",
        "identifiant": identifiant,
    }
    with base(server) as session:
        assert not parcours.verifier_etape_1(session, visiteur, {**ASSOCIATION, **etape_1}).erreurs
        parcours.retenir_mot_de_passe(session, visiteur, HACHE)
        if finie:
            assert not parcours.valider_fiche(session, visiteur, {}).erreurs
    return sid


def ouvrir_dossier(qui: Personne, slug: str) -> str:
    """The number of a new draft."""
    with base(qui.server) as session:
        return brouillon.ouvrir(session, qui.acteur, slug)


def repondre(qui: Personne, numero: str, reponses: Mapping[str, Any], premiere: int = 1) -> None:
    """Write answers into a draft, as the edits `premiere` and the following."""
    with base(qui.server) as session:
        for n, (champ, valeur) in enumerate(reponses.items(), start=premiere):
            brouillon.enregistrer_reponse(session, qui.acteur, numero, champ, valeur, n)


def joindre(qui: Personne, numero: str, champ: str, nom: str, contenu: bytes) -> httpx.Response:
    """Send a file by HTTP, in one piece."""
    with qui.http() as client:
        ouvert = client.post(f"/api/dossiers/{numero}/pieces/{champ}", headers=annonce(len(contenu), nom))
        if ouvert.status_code != 201:
            return ouvert
        entetes = {**MORCEAU, "upload-offset": "0"}
        return client.patch(ouvert.headers["location"], content=contenu, headers=entetes)


def reponses_en_base(server: Server, numero: str) -> dict[str, Any]:
    """The raw answers the database holds now, by key."""
    with lecture(server) as session:
        query = select(Reponse.champ, Reponse.valeur).join(Dossier).where(Dossier.numero == numero)
        return dict(session.exec(query).all())


def pieces_en_base(server: Server, numero: str) -> list[Piece]:
    """The files joined, oldest first."""
    with lecture(server) as session:
        query = select(Piece).join(Dossier).where(Dossier.numero == numero)
        return list(session.exec(query.order_by(col(Piece.ajoutee_le))))


def depots_en_base(server: Server, numero: str) -> int:
    """How many receipts this dossier has."""
    with lecture(server) as session:
        query = select(func.count()).select_from(Depot).join(Dossier).where(Dossier.numero == numero)
        return session.exec(query).one()
