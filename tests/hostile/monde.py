"""What attackers try to read or change: a victim with everything, and the digest of what must not move."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session, SQLModel, select

from portail.comptes import jetons, sessions
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur, Role, empreinte
from portail.comptes.sessions import acteur_de
from portail.core import clock
from portail.dossiers import brouillon
from portail.dossiers.models import Depot, Dossier, Piece, Reponse
from portail.dossiers.workflow import Statut
from portail.veille import ouvertures, preferences, recherches
from portail.veille.models import Favori, RechercheGardee
from tests.comptes_de_test import ajouter_compte

SECRETS = ("REPONSE-SECRETE-42", "PIECE-SECRETE-42", "Nom-Secret-42", "RECHERCHE-SECRETE-42")
A_VENIR = "sportifs-de-haut-niveau"
"""An aid of the demonstration that opens later."""
Database = Callable[[], Session]
# What anybody's visit adds to: counts, sessions, mails asked for, sign-ups begun, addresses to be confirmed.
GROWING = {"journal", "outbox", "session_ouverte", "jeton", "inscription", "identifiant_reserve"}
GROWING |= {"avis_ouverture"}
QUEUE = "outbox"
"""Its rows change by themselves when they are done."""


@dataclass(frozen=True)
class Victim:
    """Somebody with a draft, a submitted dossier, files, links under way and an open session elsewhere."""

    compte: Compte
    draft: str
    submitted: str
    pieces: tuple[str, ...]
    secrets: dict[str, str]
    session: str
    recherche: str

    @property
    def ids(self) -> list[str]:
        """All by which the victim's things may be named."""
        named = [self.draft, self.submitted, *self.pieces, str(self.compte.id), self.compte.mail]
        return [*named, self.compte.identifiant, self.recherche, empreinte(self.session)[:16]]


def make_victim(database: Database) -> Victim:
    """The victim, in the server's own database."""
    with database() as session:
        compte = ajouter_compte(
            session, f"victime-{uuid.uuid4().hex[:6]}", nom=SECRETS[2], mail="victime.secrete@exemple.fr"
        )
        qui = acteur_de(compte)
        draft, first = _dossier(session, qui, "soutien-aux-associations")
        submitted, second = _dossier(session, qui, "investissement-des-entreprises", deposit=True)
        links = {
            usage.value: jetons.emettre(session, usage, compte.id, timedelta(hours=1), _charge(usage))
            for usage in jetons.Usage
        }
        cookie = sessions.ouvrir(session, compte.id, "Firefox")
        recherche = _veille(session, qui, links)
        session.commit()
    return Victim(compte, draft, submitted, (first, second), links, cookie, recherche)


def _veille(session: Session, qui: Acteur, links: dict[str, str]) -> str:
    """What the victim watches; the reference of the saved search."""
    recherches.enregistrer(session, qui, SECRETS[3], "q=sport", "jour")
    ouvertures.prevenir(session, qui, A_VENIR)
    aide = session.exec(select(Dossier.aide_id).where(Dossier.compte_id == qui.id)).first()
    session.add(Favori(compte_id=qui.id, aide_id=aide))
    recherche = str(session.exec(select(RechercheGardee.id).where(RechercheGardee.compte_id == qui.id)).one())
    links["arret"] = preferences.emettre(session, qui.id, [recherche])
    return recherche


def _charge(usage: jetons.Usage) -> dict[str, Any]:
    return {"demande": "d", "nouveau": "nouvelle.secrete@exemple.fr"} if "mail" in usage else {}


def _dossier(session: Session, qui: Acteur, aide: str, *, deposit: bool = False) -> tuple[str, str]:
    numero = brouillon.ouvrir(session, qui, aide)
    dossier = session.exec(select(Dossier).where(Dossier.numero == numero)).one()
    session.add(Reponse(dossier_id=dossier.id, champ="secret", rang=0, valeur=SECRETS[0]))
    piece = Piece(
        dossier_id=dossier.id,
        champ="statuts",
        nom=f"{SECRETS[1]}.pdf",
        taille=10,
        type_mime="application/pdf",
        sha256="0" * 64,
        cle=f"jointes/{uuid.uuid4().hex}",
    )
    session.add(piece)
    if deposit:
        dossier.statut, dossier.depose_le = Statut.DEPOSE, clock.now()
        session.add(Depot(dossier_id=dossier.id, depose_le=clock.now(), mail=qui.mail, empreinte="0" * 64))
    session.flush()
    return numero, str(piece.id)


def make_agent(database: Database, service: str, role: Role = Role.AGENT) -> Compte:
    """Somebody of the Région, in charge of the aids of `service`."""
    with database() as session:
        made = ajouter_compte(session, f"agent-{uuid.uuid4().hex[:6]}", role=role, service=service)
        session.commit()
    return made


def rows(database: Database, but: Compte | None = None) -> dict[str, set[str]]:
    """Every row of every table as text, without those of the account `but`."""
    with database() as session:
        theirs = {str(but.id), but.id.hex} if but else set()
        if but:
            dossiers = session.exec(select(Dossier.id).where(Dossier.compte_id == but.id))
            theirs |= {form for one in dossiers for form in (str(one), one.hex)}
        found: dict[str, set[str]] = {}
        for table in SQLModel.metadata.sorted_tables:
            texts = {str(tuple(row)) for row in session.execute(table.select())}
            found[table.name] = {text for text in texts if not any(one in text for one in theirs)}
    return found


def assert_untouched(before: dict[str, set[str]], after: dict[str, set[str]]) -> None:
    """Nothing that was there is changed or gone, and nothing came but where visits are counted."""
    for table, held in before.items():
        if table != QUEUE:
            assert held <= after[table], f"{table}: {sorted(held - after[table])[:2]}"
        if table not in GROWING:
            assert after[table] <= held, f"{table}: {sorted(after[table] - held)[:2]}"


def unexpected(log: str) -> list[str]:
    """The lines of a log that say something else than that the partners are down, as they are here."""
    known = ("stamina.retry_scheduled", "partenaire_indisponible")
    return [line for line in log.splitlines() if not any(event in line for event in known)]
