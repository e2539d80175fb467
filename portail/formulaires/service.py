"""Publishing a form and reading the version in force or the one a dossier was begun with."""

import uuid
from dataclasses import dataclass

from sqlmodel import Session, col, select

from portail.comptes.rules import Acteur, Role
from portail.core.errors import Interdit
from portail.formulaires.models import Formulaire, VersionFormulaire
from portail.formulaires.schema import Formulaire as Schema
from portail.infra.journal import consigner

SCHEMAS_GARDES = 500

_schemas: dict[uuid.UUID, Schema] = {}


@dataclass(frozen=True)
class VersionPubliee:
    """A published version of an aid's form."""

    id: uuid.UUID
    aide_id: uuid.UUID
    numero: int
    schema: Schema


def publier_version(
    session: Session, acteur: Acteur | None, aide_id: uuid.UUID, schema: Schema
) -> VersionPubliee:
    """Publish `schema` as the form of an aid; the same schema again gives the version in force.

    `acteur` is None when the portal itself publishes (first installation).

    Raises:
        Interdit: the person is no administrator.
    """
    if acteur is not None and acteur.role is not Role.ADMINISTRATEUR:
        raise Interdit("Seul un administrateur peut publier un formulaire.")
    courante = version_courante(session, aide_id)
    if courante is not None and courante.schema == schema:
        return courante
    formulaire = session.exec(select(Formulaire).where(Formulaire.aide_id == aide_id)).first()
    if formulaire is None:
        formulaire = Formulaire(aide_id=aide_id)
        session.add(formulaire)
        session.flush()
    version = VersionFormulaire(
        formulaire_id=formulaire.id,
        numero=courante.numero + 1 if courante else 1,
        contenu=schema.model_dump(mode="json", exclude_unset=True),
    )
    session.add(version)
    session.flush()
    consigner(
        session,
        "formulaire.publie",
        aide_id,
        acteur_id=acteur.id if acteur else None,
        numero=version.numero,
    )
    return VersionPubliee(version.id, aide_id, version.numero, schema_de(session, version.id))


def version_courante(session: Session, aide_id: uuid.UUID) -> VersionPubliee | None:
    """The version in force of an aid's form; None when this aid has no form online."""
    found = session.exec(
        select(VersionFormulaire.id, VersionFormulaire.numero)
        .join(Formulaire)
        .where(Formulaire.aide_id == aide_id)
        .order_by(col(VersionFormulaire.numero).desc())
        .limit(1)
    ).first()
    return VersionPubliee(found[0], aide_id, found[1], schema_de(session, found[0])) if found else None


def a_un_formulaire(session: Session, aide_id: uuid.UUID) -> bool:
    """Whether this aid is asked for online."""
    query = select(VersionFormulaire.id).join(Formulaire).where(Formulaire.aide_id == aide_id).limit(1)
    return session.exec(query).first() is not None


def schema_de(session: Session, version_id: uuid.UUID) -> Schema:
    """The schema of a version, or of the one a dossier keeps: read and checked once per process.

    Raises:
        NoResultFound: there is no such version.
    """
    schema = _schemas.get(version_id)
    if schema is None:
        schema = Schema.model_validate(session.get_one(VersionFormulaire, version_id).contenu)
        if len(_schemas) >= SCHEMAS_GARDES:
            _schemas.clear()
        _schemas[version_id] = schema
    return schema
