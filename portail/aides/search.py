"""The catalogue's full-text index: SQLite FTS5 or PostgreSQL tsvector, the same answers in the same order.

What each engine stores are the terms cut by `mots`, in three columns that weigh less and less. Only
`_correspond` and `_ecrire` know which engine answers. The rank is counted from which column holds each word
and how (whole word or beginning), because each engine's own formula gives another order.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, cast, column, delete, literal_column
from sqlalchemy import select as choose
from sqlalchemy import table as named
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, col, select

from portail.aides.models import Aide, FacetteAide, FenetreDepot
from portail.aides.mots import Mot, termes
from portail.aides.vocabulaire import BENEFICIAIRES, NATURES, THEMATIQUES
from portail.aides.workflow import StatutAide

COLONNES = ("titre", "resume", "reste")
_LETTRES = {"titre": "A", "resume": "B", "reste": "D"}  # PostgreSQL's names of weights

POIDS = (
    ("titre", True, 12),
    ("titre", False, 8),
    ("resume", True, 5),
    ("resume", False, 3),
    ("reste", True, 2),
)
"""What a word brings to the rank: where it stands, whether it is whole (or only a beginning), how much."""
POIDS_MINIMAL = 1


def indexer(session: Session, aide: Aide) -> None:
    """Make an aid findable as it is now; an unpublished one no more. Idempotent."""
    session.flush()
    desindexer(session, aide)
    if aide.statut is not StatutAide.PUBLIEE:
        return
    periodes = session.exec(select(FenetreDepot.libelle).where(FenetreDepot.aide_id == aide.id)).all()
    _ecrire(session, aide.index_numero, _contenu(aide, periodes))
    valeurs = [("beneficiaire", code) for code in aide.beneficiaires]
    valeurs += [("thematique", code) for code in aide.thematiques]
    session.add_all(FacetteAide(genre=g, valeur=v, aide_id=aide.id) for g, v in dict.fromkeys(valeurs))
    session.flush()


def desindexer(session: Session, aide: Aide) -> None:
    """Take an aid out of the search."""
    cle = "rowid" if _dialecte(session) == "sqlite" else "numero"
    session.connection().execute(
        sql(f"DELETE FROM recherche_aide WHERE {cle} = :numero"),  # noqa: S608  (one of two constants)
        {"numero": aide.index_numero},
    )
    session.exec(delete(FacetteAide).where(col(FacetteAide.aide_id) == aide.id))


def contient(session: Session, mots: Sequence[Mot]) -> ColumnElement[bool]:
    """The condition « this aid holds every one of these words ». `mots` is not empty."""
    return _correspond(session, mots, None, entier=False)


def rang(session: Session, mots: Sequence[Mot]) -> ColumnElement[int]:
    """How well an aid that holds all the words answers: the higher, the better."""
    total: ColumnElement[int] = literal_column("0")
    for mot in mots:
        niveaux = [
            (_correspond(session, [mot], colonne, entier=entier), poids) for colonne, entier, poids in POIDS
        ]
        total = total + case(*niveaux, else_=POIDS_MINIMAL)
    return total


def _contenu(aide: Aide, periodes: Sequence[str]) -> dict[str, set[str]]:
    reste = [aide.description, aide.qui, aide.eligibilite, aide.territoire_libelle]
    reste += [NATURES.get(aide.nature, aide.nature), *aide.mots_cles]
    reste += [aide.montant_texte, aide.service_instructeur, *aide.depenses, *periodes]
    reste += [BENEFICIAIRES.get(code, code) for code in aide.beneficiaires]
    reste += [THEMATIQUES.get(code, code) for code in aide.thematiques]
    return {"titre": termes(aide.titre), "resume": termes(aide.resume), "reste": termes(" ".join(reste))}


def _dialecte(session: Session) -> str:
    return session.connection().dialect.name


def _ecrire(session: Session, numero: int, contenu: dict[str, set[str]]) -> None:
    if _dialecte(session) == "sqlite":
        statement = "INSERT INTO recherche_aide (rowid, titre, resume, reste)"
        statement += " VALUES (:numero, :titre, :resume, :reste)"
        valeurs = {colonne: " ".join(sorted(termes_)) for colonne, termes_ in contenu.items()}
    else:
        # A lexeme keeps one letter per position: three positions stand for the three columns.
        statement = (
            "INSERT INTO recherche_aide (numero, vecteur) VALUES (:numero, CAST(:vecteur AS tsvector))"
        )
        lexemes = [
            f"'{terme}':{place}{_LETTRES[colonne]}"
            for place, colonne in enumerate(COLONNES, 1)
            for terme in sorted(contenu[colonne])
        ]
        valeurs = {"vecteur": " ".join(lexemes)}
    session.connection().execute(sql(statement), {"numero": numero, **valeurs})


def _correspond(
    session: Session, mots: Sequence[Mot], colonne: str | None, *, entier: bool
) -> ColumnElement[bool]:
    """The aids that hold every word, in one column or anywhere, whole or by its beginning."""
    if _dialecte(session) == "sqlite":
        portee = f"{colonne} : " if colonne else ""
        expression = " AND ".join(f"{portee}({_fts5(mot, entier)})" for mot in mots)
        index = named("recherche_aide", column("rowid"))
        trouves = choose(index.c.rowid).where(literal_column("recherche_aide").op("MATCH")(expression))
    else:
        lettre = _LETTRES[colonne] if colonne else ""
        expression = " & ".join(f"({_tsquery(mot, entier, lettre)})" for mot in mots)
        index = named("recherche_aide", column("numero"), column("vecteur"))
        trouves = choose(index.c.numero).where(index.c.vecteur.op("@@")(cast(expression, TSQUERY)))
    return col(Aide.index_numero).in_(trouves)


def _fts5(mot: Mot, entier: bool) -> str:
    return " OR ".join([f'"{mot.debut}"{"" if entier else "*"}', *(f'"{racine}"' for racine in mot.racines)])


def _tsquery(mot: Mot, entier: bool, lettre: str) -> str:
    debut = f"'{mot.debut}':{'' if entier else '*'}{lettre}".rstrip(":")
    racines = (f"'{racine}':{lettre}".rstrip(":") for racine in mot.racines)
    return " | ".join([debut, *racines])
