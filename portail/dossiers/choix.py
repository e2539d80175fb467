"""Choosing between two texts of one field."""

from dataclasses import replace

from sqlmodel import Session

from portail.comptes.rules import Acteur
from portail.core.errors import Conflit
from portail.dossiers import brouillon, ecarts
from portail.dossiers.acces import brouillon_tenu, tenir
from portail.dossiers.lignes import lignes_de
from portail.dossiers.views import Acquittement


def trancher(
    session: Session, acteur: Acteur, numero: object, champ: object, reprendre: object, n: object
) -> Acquittement:
    """Keep the text that stands, or with `reprendre` take the other one back: an edit like any other.

    Raises:
        Introuvable: no such dossier for this person.
        Conflit: the dossier is submitted, or there is nothing to choose any more.
        Invalide: `n` is no number of an edit.
    """
    dossier = brouillon_tenu(tenir(session, [(acteur, numero)]), acteur, numero)
    attendu = ecarts.en_attente(session, dossier.id).get(champ) if isinstance(champ, str) else None
    if attendu is None:
        raise Conflit("Ce choix est déjà fait.")
    debout = lignes_de(session, dossier).get(attendu.champ)
    valeur = attendu.valeur if reprendre is True or debout is None else debout.valeur
    acquit = brouillon.enregistrer_reponse(session, acteur, numero, champ, valeur, n)
    if acquit.depasse:
        raise Conflit("Cette réponse vient de changer : relisez-la avant de choisir.")
    ecarts.oublier(session, dossier.id, attendu.champ)
    # Whoever shows this field has the other text in it, maybe.
    return replace(acquit, depasse=True, tranche=True)
