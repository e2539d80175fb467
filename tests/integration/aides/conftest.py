"""A small catalogue with one aid for each way of being found."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from portail.aides import search
from portail.aides.models import Aide, FenetreDepot, VersionReglement
from portail.aides.mots import cle_de_tri
from portail.aides.workflow import StatutAide
from portail.infra.db import transaction

JOUR = date(2026, 3, 15)


def ajouter(session: Session, slug: str, fenetres: list[tuple[int, int | None]], **champs: Any) -> Aide:
    """One indexed aid; windows in days from `JOUR`; the text of its règlement, when it has one."""
    reglement = champs.pop("reglement", "")
    champs = {"titre": slug.replace("-", " ").capitalize(), "resume": "", **champs}
    aide = Aide(slug=slug, cle_titre=cle_de_tri(champs["titre"]), **champs)
    session.add(aide)
    session.flush()
    for ouvre, ferme in fenetres:
        session.add(
            FenetreDepot(
                aide_id=aide.id,
                ouvre_le=JOUR + timedelta(days=ouvre),
                ferme_le=None if ferme is None else JOUR + timedelta(days=ferme),
            )
        )
    if reglement:
        session.add(VersionReglement(aide_id=aide.id, applicable_le=JOUR, texte=reglement))
    search.indexer(session, aide)
    return aide


CATALOGUE: list[tuple[str, list[tuple[int, int | None]], dict[str, Any]]] = [
    (
        "velo-electrique",
        [(-10, 25)],
        {
            "titre": "Achat d’un vélo électrique",
            "resume": "Une prime pour rouler sans polluer.",
            "beneficiaires": ["personne_physique"],
            "thematiques": ["mobilites"],
        },
    ),
    (
        "pistes-cyclables",
        [(-10, None)],
        {
            "titre": "Pistes cyclables",
            "resume": "Pour les communes qui aménagent des voies réservées aux vélos.",
            "beneficiaires": ["collectivite"],
            "thematiques": ["mobilites", "territoire"],
        },
    ),
    (
        "clubs-sportifs",
        [(5, 30)],
        {
            "titre": "Équipement des clubs sportifs",
            "resume": "Du matériel neuf.",
            "description": "Ballons, filets, **vélos** de course.",
            "beneficiaires": ["association"],
            "thematiques": ["sport"],
        },
    ),
    (
        "foret-bois",
        [(-90, -30)],
        {
            "titre": "Forêt et bois énergie",
            "resume": "Replanter, récolter, chauffer.",
            "beneficiaires": ["entreprise", "collectivite"],
            "thematiques": ["environnement"],
        },
    ),
    (
        "oeuvres-contemporaines",
        [(-2, 3)],
        {
            "titre": "Acquisition d’œuvres contemporaines",
            "resume": "Pour les musées.",
            "beneficiaires": ["association", "collectivite"],
            "thematiques": ["culture"],
        },
    ),
    ("renovation-salles", [(-2, 60)], {"titre": "Rénovation des salles", "thematiques": ["culture"]}),
    ("apprentis", [(-2, 10)], {"titre": "Embaucher un apprenti", "beneficiaires": ["entreprise"]}),
    ("brouillon-velo", [(-2, 10)], {"titre": "Vélo pas encore publié", "statut": StatutAide.BROUILLON}),
]


@pytest.fixture
def catalogue(session: Session) -> Callable[..., Aide]:
    """Eight aids, one of them unpublished; the fixture is the function that adds more."""
    for slug, fenetres, champs in CATALOGUE:
        ajouter(session, slug, fenetres, **champs)
    return partial(ajouter, session)


@pytest.fixture
def en_ligne(engine: Engine) -> Callable[..., None]:
    """The same aids, committed: searches read what is; the fixture adds and commits more."""

    def plus(slug: str, fenetres: list[tuple[int, int | None]], **champs: Any) -> None:
        with transaction() as session:
            ajouter(session, slug, fenetres, **champs)

    for slug, fenetres, champs in CATALOGUE:
        plus(slug, fenetres, **champs)
    return plus
