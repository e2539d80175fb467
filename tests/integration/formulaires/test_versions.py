"""Versions of a form: numbered, frozen, the last in force, each readable for ever."""

import uuid

import pytest
from sqlmodel import Session

from portail.aides.models import Aide
from portail.comptes.rules import Acteur, Role
from portail.core.errors import Interdit
from portail.formulaires import service
from portail.formulaires.schema import Formulaire

SCHEMA = {
    "titre": "Demande",
    "etapes": [
        {
            "id": "projet",
            "titre": "Votre projet",
            "champs": [
                {"id": "budget", "type": "montant", "libelle": "Budget", "minimum": "1000.50"},
                {
                    "id": "detail",
                    "type": "texte",
                    "libelle": "Détail",
                    "afficher_si": {"champ": "budget", "superieur": "5000"},
                },
            ],
        }
    ],
}


@pytest.fixture
def aide(session: Session) -> Aide:
    made = Aide(slug="essai", titre="Essai", cle_titre="essai", resume="")
    session.add(made)
    session.flush()
    return made


def schema(titre: str = "Demande") -> Formulaire:
    return Formulaire.model_validate({**SCHEMA, "titre": titre})


def test_a_version_is_read_back_as_it_was_published(session: Session, aide: Aide) -> None:
    assert service.version_courante(session, aide.id) is None
    assert not service.a_un_formulaire(session, aide.id)
    publiee = service.publier_version(session, None, aide.id, schema())
    service._schemas.clear()
    relue = service.version_courante(session, aide.id)
    assert relue == publiee
    assert relue is not None
    assert (relue.numero, relue.schema) == (1, schema())
    assert service.a_un_formulaire(session, aide.id)


def test_the_last_version_is_in_force_and_the_first_stays_readable(session: Session, aide: Aide) -> None:
    une = service.publier_version(session, None, aide.id, schema())
    deux = service.publier_version(session, None, aide.id, schema("Demande 2027"))
    assert deux.numero == 2
    assert service.version_courante(session, aide.id) == deux
    service._schemas.clear()
    assert service.schema_de(session, une.id) == une.schema == schema()


def test_the_same_schema_again_is_no_new_version(session: Session, aide: Aide) -> None:
    une = service.publier_version(session, None, aide.id, schema())
    assert service.publier_version(session, None, aide.id, schema()) == une


@pytest.mark.parametrize("role", [Role.DEMANDEUR, Role.AGENT])
def test_only_an_administrator_publishes(session: Session, aide: Aide, role: Role) -> None:
    qui = Acteur(uuid.uuid4(), "Zoé", "Martin", "zoe@exemple.fr", "zoe", role, "", "")
    with pytest.raises(Interdit):
        service.publier_version(session, qui, aide.id, schema())
