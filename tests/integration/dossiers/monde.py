"""A small world for dossiers: people with their sheets, an aid with its window and its form."""

import io
import uuid
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Barrier
from typing import Any, TypeVar

from sqlmodel import Session, select

from portail.aides.models import Aide, FenetreDepot
from portail.comptes.rules import Acteur, Role
from portail.comptes.sessions import acteur_de
from portail.core import clock
from portail.core.saisie import sans_accents
from portail.demandeurs.service import creer_fiche
from portail.dossiers import brouillon, models
from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from portail.infra.db import transaction
from portail.infra.outbox import Envoi
from portail.infra.storage import Stored
from tests.comptes_de_test import ajouter_compte

__all__ = ["models"]

T = TypeVar("T")
IBAN = "FR1420041010050500013M02606"
FICHE = {
    "type_demandeur": "personne_physique",
    "date_naissance": "27/3/1990",
    "telephone": "06 12 34 56 78",
    "voie": "12 rue de la Paix",
    "code_postal": "86000",
    "commune": "Poitiers",
    "code_insee": "86194",
    "titulaire": "Zoé Martin",
    "iban": IBAN,
}
FORMULAIRE = {
    "titre": "Demande d’aide",
    "introduction": "Comptez dix minutes.",
    "etapes": [
        {
            "id": "vous",
            "titre": "Vous",
            "champs": [
                {"id": "nom", "type": "texte", "libelle": "Nom", "prefill": "nom_complet"},
                {"id": "mail", "type": "mail", "libelle": "Mail", "prefill": "mail"},
                {"id": "naissance", "type": "date", "libelle": "Naissance", "prefill": "date_naissance"},
                {"id": "adresse", "type": "adresse", "libelle": "Adresse", "prefill": "adresse"},
                {"id": "iban", "type": "iban", "libelle": "IBAN", "prefill": "iban"},
            ],
        },
        {
            "id": "projet",
            "titre": "Votre projet",
            "champs": [
                {"id": "bonjour", "type": "explication", "texte": "Décrivez **votre** projet."},
                {"id": "resume", "type": "texte_long", "libelle": "Résumé", "longueur_max": 300},
                {"id": "cout", "type": "montant", "libelle": "Coût"},
                {"id": "commune", "type": "commune", "libelle": "Commune", "requis": False},
                {
                    "id": "themes",
                    "type": "choix_multiples",
                    "libelle": "Thèmes",
                    "requis": False,
                    "options": [{"valeur": "eau", "libelle": "L’eau"}, {"valeur": "air", "libelle": "L’air"}],
                },
                {"id": "cofinance", "type": "oui_non", "libelle": "Autre financeur ?"},
                {
                    "id": "financeur",
                    "type": "texte",
                    "libelle": "Lequel ?",
                    "afficher_si": {"champ": "cofinance", "est": "oui"},
                },
                {
                    "id": "convention",
                    "type": "pieces",
                    "libelle": "Convention",
                    "familles": ["pdf"],
                    "afficher_si": {"champ": "cofinance", "est": "oui"},
                },
            ],
        },
        {
            "id": "justificatifs",
            "titre": "Pièces",
            "champs": [
                {
                    "id": "devis",
                    "type": "pieces",
                    "libelle": "Devis",
                    "familles": ["pdf", "image"],
                    "nombre_max": 2,
                    "taille_max": 1_000_000,
                },
                {
                    "id": "budget",
                    "type": "pieces",
                    "libelle": "Budget",
                    "requis": False,
                    "familles": ["tableur"],
                },
                {"id": "exact", "type": "certification", "libelle": "Je certifie"},
            ],
        },
    ],
}
REPONSES: dict[str, object] = {
    "resume": "Planter des haies.",
    "cout": "12 500,50",
    "cofinance": "non",
    "exact": True,
}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class Monde:
    """What tests start from."""

    zoe: Acteur
    autre: Acteur
    agent: Acteur
    agent_ailleurs: Acteur
    aide: uuid.UUID
    slug: str = "haies"
    numeros: list[int] = field(default_factory=lambda: list(range(1, 10_000)))

    def n(self) -> int:
        """The number of the next edit, as a browser counts."""
        return self.numeros.pop(0)


def compte(session: Session, prenom: str, role: Role = Role.DEMANDEUR, service: str = "") -> Acteur:
    """An active account, with a sheet when it applies for aids."""
    nom = sans_accents(prenom)
    made = ajouter_compte(session, nom, prenom=prenom, mail=f"{nom}@exemple.org", role=role, service=service)
    if role is Role.DEMANDEUR:
        creer_fiche(session, made.id, FICHE)
    return acteur_de(made, f"{nom}-" + "0" * 20)


def aide(session: Session, slug: str = "haies", **facts: Any) -> Aide:
    """A published aid of the service « agriculture »."""
    made = Aide(
        slug=slug,
        titre=f"Aide {slug}",
        cle_titre=slug,
        resume="Résumé",
        service_instructeur="agriculture",
        **facts,
    )
    session.add(made)
    session.flush()
    return made


def fenetre(session: Session, aide_id: uuid.UUID, debut: int = -10, fin: int | None = 30) -> None:
    """A window, told in days from today."""
    jour = clock.today()
    ferme = None if fin is None else jour + timedelta(days=fin)
    session.add(FenetreDepot(aide_id=aide_id, ouvre_le=jour + timedelta(days=debut), ferme_le=ferme))
    session.flush()


def creer(session: Session) -> Monde:
    """Everybody and one open aid with its form."""
    made = aide(session)
    fenetre(session, made.id)
    publier_version(session, None, made.id, Formulaire.model_validate(FORMULAIRE))
    return Monde(
        zoe=compte(session, "Zoé"),
        autre=compte(session, "Ali"),
        agent=compte(session, "Ida", Role.AGENT, "agriculture"),
        agent_ailleurs=compte(session, "Luc", Role.AGENT, "culture"),
        aide=made.id,
    )


def stored(content: bytes, key: str = "") -> Stored:
    """What the store says of these bytes, without keeping them."""
    import hashlib

    return Stored(
        key or uuid.uuid4().hex,
        len(content),
        hashlib.sha256(content).hexdigest(),
        content[:4096],
        content[-66_000:],
    )


def archive(**entrees: bytes) -> bytes:
    """A ZIP with these entries; « __ » in a name stands for a slash."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as made:
        for nom, contenu in entrees.items():
            made.writestr(nom.replace("__", "/"), contenu)
    return flux.getvalue()


def ensemble(fois: int, travail: Callable[[Session], T]) -> list[T | Exception]:
    """The same work in `fois` threads that start together, each in its own transaction."""
    depart = Barrier(fois)

    def un(_: int) -> T | Exception:
        depart.wait(10)
        try:
            with transaction() as session:
                return travail(session)
        except Exception as defaut:  # the test looks at what went wrong
            return defaut

    with ThreadPoolExecutor(fois) as bassin:
        return list(bassin.map(un, range(fois)))


def envois(session: Session, genre: str) -> list[Envoi]:
    """The rows of the outbox of one kind."""
    return list(session.exec(select(Envoi).where(Envoi.genre == genre)))


def jour(jours: int) -> date:
    """A day told from today."""
    return clock.today() + timedelta(days=jours)


def formulaire(session: Session, aide_id: uuid.UUID) -> None:
    """The form of an aid."""
    publier_version(session, None, aide_id, Formulaire.model_validate(FORMULAIRE))


def piece(session: Session, dossier: models.Dossier, champ: str = "devis", cle: str = "") -> models.Piece:
    """A row of a file, without its bytes."""
    made = models.Piece(
        dossier_id=dossier.id,
        champ=champ,
        nom=f"{champ}.pdf",
        taille=len(PDF),
        type_mime="application/pdf",
        sha256="0" * 64,
        cle=cle or uuid.uuid4().hex,
    )
    session.add(made)
    session.flush()
    return made


def repondre(session: Session, monde: Monde, numero: str) -> None:
    """Give every answer of Zoé's draft."""
    for champ, valeur in REPONSES.items():
        brouillon.enregistrer_reponse(session, monde.zoe, numero, champ, valeur, monde.n())


def brouillon_complet(session: Session, monde: Monde) -> str:
    """The number of a draft of Zoé's that may be submitted; its file's key is `jointes/` and that number."""
    numero = brouillon.ouvrir(session, monde.zoe, monde.slug)
    repondre(session, monde, numero)
    dossier = session.exec(select(models.Dossier).where(models.Dossier.numero == numero)).one()
    piece(session, dossier, cle=f"jointes/{numero}")
    return numero
