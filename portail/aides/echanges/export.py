"""The public catalogue in the national schema: what was imported goes out as it came in."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from sqlmodel import Session, col, select

from portail.aides.adresses import PUBLIEE
from portail.aides.echanges.conversion import BENEFICIAIRES, empreinte
from portail.aides.echanges.criteres_pro import colonnes
from portail.aides.echanges.formules import en_texte
from portail.aides.echanges.schema import COLONNES, GENERALES, LONGUEURS
from portail.aides.echanges.suivi import Suivi
from portail.aides.echanges.themes import codes_de, valeurs_de
from portail.aides.echanges.titres import couper, resume
from portail.aides.models import Aide, FenetreDepot
from portail.aides.rules import situation
from portail.aides.views import fenetre
from portail.aides.vocabulaire import BASES_JURIDIQUES
from portail.core import clock
from portail.core.lieux import FRANCE
from portail.settings import settings

LOT = 500
Cellules = dict[str, str]
_TYPES = {
    **{"pret": "prêt", "avance": "avance récupérable", "garantie": "garantie"},
    **{"participation": "prise de participation", "accompagnement": "accompagnement"},
}
"""What the schema calls our natures; grants and scholarships are « financement »."""


def lignes(session: Session, origine: str | None = None) -> Iterator[Cellules]:
    """Every published aid as a row, by title; of one feed only when `origine` is told."""
    aujourd_hui, vues = clock.today(), set[str]()
    choix = select(Aide).where(PUBLIEE).order_by(col(Aide.cle_titre), col(Aide.id))
    if origine is not None:
        choix = choix.where(Aide.origine == origine)
    for lot in session.exec(choix, execution_options={"yield_per": LOT}).partitions(LOT):
        fenetres = _fenetres(session, lot)
        for aide in lot:
            cellules = ligne(aide, fenetres[aide.id], aujourd_hui)
            if cellules["id"] in vues:  # two feeds may number alike
                cellules["id"] = str(aide.id)
            vues.add(cellules["id"])
            yield cellules
            session.expunge(aide)


def ligne(aide: Aide, fenetres: Sequence[FenetreDepot], jour: date) -> Cellules:
    """The row of one aid; only the cells that hold something."""
    suivi = Suivi.lire(aide.empreinte_import)
    ouvre, ferme = _dates(fenetres, suivi, jour)
    cellules = {
        "id": aide.reference or str(aide.id),
        "titre": aide.titre,
        "promesse": _promesse(aide),
        "description": _description(aide),
        "eligibilite": _eligibilite(aide),
        "types_aides": "|".join(aide.types_aides) or _TYPES.get(aide.nature, "financement"),
        "porteurs": _json(_porteurs(aide)),
        "programmes_parents": "|".join(_programmes(aide)),
        "url_source": aide.source
        if aide.origine
        else aide.source or f"{settings().origin}/aides/{aide.slug}",
        "cibles": "|".join(_cibles(aide.beneficiaires)),
        "eligibilite_geographique": "|".join(aide.territoires) or FRANCE,
        "eligibilite_geographique_exclusions": "|".join(aide.territoires_exclus),
        "date_ouverture": _instant(ouvre),
        "date_cloture": _instant(ferme),
        "date_mise_a_jour": _mise_a_jour(aide, suivi),
        "base_juridique": _bases(aide),
        **colonnes(aide.conditions),
    }
    return {nom: cellule for nom, cellule in cellules.items() if cellule}


def professionnelle(session: Session, origine: str | None = None) -> bool:
    """Whether some aid needs the columns of the `-professionnels` extension."""
    lues = (Aide.origine, Aide.conditions, Aide.documents_informatifs, Aide.bases_juridiques)
    choix = select(*lues).where(PUBLIEE)
    if origine is not None:
        choix = choix.where(Aide.origine == origine)
    return any(
        (documents if venue else bases) or any(colonnes(dict(conditions)).values())
        for venue, conditions, documents, bases in session.exec(choix, execution_options={"yield_per": LOT})
    )


def en_csv(rangees: Iterable[Cellules], *, professionnelles: bool) -> Iterator[str]:
    """These rows as a CSV, header first, by pieces."""
    noms = list(COLONNES if professionnelles else GENERALES)
    flux = StringIO()
    ecrivain = csv.DictWriter(flux, noms, restval="", extrasaction="ignore", lineterminator="\r\n")
    ecrivain.writeheader()
    for rangee in rangees:
        ecrivain.writerow({nom: en_texte(cellule) for nom, cellule in rangee.items()})
        yield flux.getvalue()
        flux.seek(0)
        flux.truncate()
    yield flux.getvalue()  # the header of an empty catalogue


def en_json(rangees: Iterable[Cellules]) -> Iterator[str]:
    """These rows as a JSON list of objects, by pieces."""
    debut = "["
    for rangee in rangees:
        yield f"{debut}\n{json.dumps(rangee, ensure_ascii=False)}"
        debut = ","
    yield "[]\n" if debut == "[" else "\n]\n"


def _fenetres(session: Session, aides: Sequence[Aide]) -> dict[Any, list[FenetreDepot]]:
    par_aide: dict[Any, list[FenetreDepot]] = defaultdict(list)
    voulues = col(FenetreDepot.aide_id).in_([aide.id for aide in aides])
    for une in session.exec(select(FenetreDepot).where(voulues).order_by(col(FenetreDepot.id))):
        par_aide[une.aide_id].append(une)
    return par_aide


def _dates(fenetres: Sequence[FenetreDepot], suivi: Suivi, jour: date) -> tuple[date | None, date | None]:
    """The window one deposits in, or will next, or did last; without the opening the portal made up."""
    vue = situation([fenetre(une) for une in fenetres], jour)
    dite = vue.fenetre or vue.prochaine or vue.derniere
    if dite is None:
        return (fenetres[0].ouvre_le, fenetres[0].ferme_le) if fenetres else (None, None)
    invente = suivi.empreintes.get("fenetre") == empreinte((None, dite.ferme_le))
    return (None if invente else dite.ouvre_le), dite.ferme_le


def _promesse(aide: Aide) -> str:
    """The summary, unless the description alone gives it back."""
    tiree = resume("", aide.titre, aide.description, aide.service_instructeur)
    return "" if aide.resume == tiree else couper(aide.resume, LONGUEURS["promesse"])


def _description(aide: Aide) -> str:
    if aide.origine:
        return aide.description
    montant = f"**Montant :** {aide.montant_texte}" if aide.montant_texte else ""
    parties = [aide.objectifs, aide.description, montant, aide.modalites, aide.demarches]
    return "\n\n".join(filter(None, parties)) or aide.resume or aide.titre


def _eligibilite(aide: Aide) -> str:
    parties = [aide.eligibilite] if aide.origine else [aide.qui, aide.eligibilite]
    return "\n\n".join(filter(None, parties)) or "Voir le règlement."


def _porteurs(aide: Aide) -> list[dict[str, Any]]:
    """In the order of the schema, which a database may lose; the Région carries what is written here."""
    nous = {"nom": settings().collectivite, "siren": None, "roles": ["financeur", "instructeur"]}
    dits = aide.porteurs if aide.origine else aide.porteurs or [nous]
    return [{nom: dit.get(nom) for nom in ("nom", "siren", "roles")} for dit in dits]


def _programmes(aide: Aide) -> list[str]:
    """The programmes, and the themes as the feed wrote them; else as ours are read elsewhere."""
    dits = [mot for mot in aide.mots_cles if codes_de(mot)] if aide.origine else []
    return [*(dits or valeurs_de(aide.thematiques, aide.sous_thematiques)), *aide.programmes]


def _cibles(beneficiaires: Sequence[str]) -> list[str]:
    par_code = {code: cible for cible, (codes, _) in BENEFICIAIRES.items() for code in codes}
    dites = dict.fromkeys(par_code[code] for code in beneficiaires if code in par_code)
    return list(dites or BENEFICIAIRES)


def _instant(jour: date | None) -> str:
    return f"{jour.isoformat()}T00:00:00Z" if jour else ""


def _mise_a_jour(aide: Aide, suivi: Suivi) -> str:
    """The file's own date while nothing changed here since it was read."""
    lue = suivi.mise_a_jour and suivi.lue_le and datetime.fromisoformat(suivi.lue_le) == aide.modifiee_le
    return suivi.mise_a_jour if lue else aide.modifiee_le.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bases(aide: Aide) -> str:
    if aide.origine:
        bases = [
            {"libelle": d.get("nom", ""), "lien": d.get("adresse", "")} for d in aide.documents_informatifs
        ]
    else:
        bases = [{"libelle": BASES_JURIDIQUES.get(code, code), "lien": ""} for code in aide.bases_juridiques]
    return _json(bases) if bases else ""


def _json(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False)
