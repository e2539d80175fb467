"""An index made of a few words, without a database."""

import uuid
from datetime import date, timedelta
from typing import Any

from portail.aides.eligibilite.conditions import Offre, exigences
from portail.aides.mots import cle_de_tri, termes
from portail.aides.recherche.index import AideIndexee, Index, Ligne
from portail.aides.rules import Fenetre

JOUR = date(2026, 3, 15)


def ligne(titre: str, resume: str = "", reste: str = "", **champs: Any) -> Ligne:
    """One aid and its terms; `fenetres` in days from `JOUR`, open for good unless said otherwise."""
    fenetres = tuple(_fenetre(*bornes) for bornes in champs.pop("fenetres", [(-1, None)]))
    slug = champs.pop("slug", cle_de_tri(titre).replace(" ", "-"))
    demandes = {nom: champs.pop(nom) for nom in list(champs) if nom in Offre.__dataclass_fields__}
    aide = AideIndexee(
        id=champs.pop("id", uuid.uuid5(uuid.NAMESPACE_URL, slug)),
        slug=slug,
        titre=titre,
        resume=resume,
        cle=cle_de_tri(titre),
        fenetres=fenetres,
        beneficiaires=demandes.get("beneficiaires", ()),
        exigences=exigences(Offre(**demandes)),
        **champs,
    )
    decoupes = [" ".join(sorted(termes(texte))) for texte in (titre, resume, reste)]
    return aide, (decoupes[0], decoupes[1], decoupes[2])


def _fenetre(ouvre: int | None, ferme: int | None) -> Fenetre:
    jours = [None if jour is None else JOUR + timedelta(days=jour) for jour in (ouvre, ferme)]
    return Fenetre(jours[0], jours[1])


def index(*lignes: Ligne) -> Index:
    """The index of these aids."""
    return Index(lignes)
