"""« Mes infos personnelles »: the sheet, field by field; a good value stands while the next one is mended."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session

from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Introuvable
from portail.core.formats import date_courte
from portail.core.identifiers import formater_siret, formater_telephone
from portail.demandeurs import iban as coffre
from portail.demandeurs import organisations
from portail.demandeurs.champs import erreur, erreurs, lire
from portail.demandeurs.models import Fiche
from portail.demandeurs.rules import ADRESSE, DEPENDANTS, FICHE, concerne
from portail.demandeurs.saisies import ranger
from portail.demandeurs.service import ecrire
from portail.demandeurs.views import Infos, Recu, VueSaisie, infos, siret_a_verifier, vue_saisie

NOMS = ("nom", "prenom")
MODIFIABLES = (*NOMS, *FICHE)
"""The address and the identifier change elsewhere, with a confirmation."""


def ouvrir(session: Session, acteur: Acteur) -> VueSaisie | None:
    """The sheet of an account as its owner changes it; None for an account without one (an agent's)."""
    fiche = session.get(Fiche, acteur.id)
    if fiche is None:
        return None
    reponses = reponses_de(session, fiche)
    vue = vue_saisie(reponses, fiche.organisation, clock.today())
    vue.erreurs.update(erreurs(MODIFIABLES, reponses, clock.today()))
    return vue


def reponses_de(session: Session, fiche: Fiche) -> dict[str, str]:
    """The sheet as texts by field name, IBAN in clear: what was typed last, valid or not."""
    compte = session.get_one(Compte, fiche.compte_id)
    colonnes = {champ: getattr(fiche, champ) for champ in FICHE if champ not in (*ADRESSE, "iban")}
    return {
        "nom": compte.nom,
        "prenom": compte.prenom,
        **{champ: _texte(champ, valeur) for champ, valeur in colonnes.items()},
        **fiche.adresse,
        "iban": coffre.ouvrir(fiche.iban),
        **coffre.montrer(fiche.a_revoir),
    }


def _texte(champ: str, valeur: object) -> str:
    """A column as one would type it."""
    if isinstance(valeur, date):
        return date_courte(valeur)
    texte = str(valeur or "")
    ecriture = {"siret": formater_siret, "telephone": formater_telephone}.get(champ)
    return ecriture(texte) if ecriture and texte else texte


def enregistrer(session: Session, acteur: Acteur, saisies: Mapping[str, str]) -> Recu:
    """Keep what was just typed: in the sheet when it is valid, else beside it, with what is to be mended.

    Raises:
        Introuvable: the account has no sheet.
    """
    fiche = _fiche(session, acteur.id)
    avant = reponses_de(session, fiche)
    reponses = dict(avant)
    touches = ranger(reponses, {champ: texte for champ, texte in saisies.items() if _modifiable(champ)})
    concernes = _concernes(touches)
    phrases = {champ: erreur(champ, reponses, clock.today()) for champ in concernes}
    _ranger_dans_la_fiche(session, fiche, reponses, concernes, phrases)
    return Recu(
        valeurs={champ: reponses.get(champ, "") for champ in touches if champ != "iban"},
        erreurs={
            champ: phrase
            for champ, phrase in phrases.items()
            if champ in touches or not phrase or reponses.get(champ)
        }
        | dict.fromkeys(touches & {"adresse"}, ""),
        infos=_infos(fiche, reponses),
        siret_a_verifier=siret_a_verifier(reponses, fiche.organisation, clock.today())
        if touches & {"siret", "type_demandeur"}
        else "",
    )


def _modifiable(champ: str) -> bool:
    return champ in MODIFIABLES or champ in ("adresse", "adresse_a_la_main")


def _concernes(touches: set[str]) -> list[str]:
    """The fields to write again: a change of kind touches the whole sheet, a line the whole address."""
    voulus = touches | {lie for champ in touches for lie in DEPENDANTS.get(champ, ())}
    if "type_demandeur" in touches:
        voulus |= set(FICHE)
    if touches & set(ADRESSE):
        voulus |= set(ADRESSE)
    return [champ for champ in MODIFIABLES if champ in voulus]


def _ranger_dans_la_fiche(
    session: Session,
    fiche: Fiche,
    reponses: dict[str, str],
    champs: Iterable[str],
    phrases: Mapping[str, str],
) -> None:
    """Valid answers go to their columns; the others wait in `a_revoir`, an address or a RIB as a whole."""
    a_revoir = coffre.montrer(fiche.a_revoir)
    adresse_a_revoir = any(phrases.get(partie) for partie in ADRESSE)
    for champ in champs:
        texte = reponses.get(champ, "")
        refuse = adresse_a_revoir if champ in ADRESSE else bool(phrases[champ])
        a_revoir.pop(champ, None)
        if refuse or (texte and not concerne(champ, reponses)):
            a_revoir[champ] = texte
        if not refuse:
            _ecrire(session, fiche, champ, reponses)
    fiche.a_revoir = coffre.cacher(a_revoir)
    fiche.modifie_le = clock.now()
    session.flush()


def _ecrire(session: Session, fiche: Fiche, champ: str, reponses: dict[str, str]) -> None:
    if champ in NOMS:
        setattr(session.get_one(Compte, fiche.compte_id), champ, lire(champ, reponses, clock.today()))
    else:
        ecrire(fiche, champ, reponses, clock.today())


def nom_affiche(session: Session, acteur: Acteur) -> str:
    """The person's name as the header shows it."""
    compte = session.get_one(Compte, acteur.id)
    return f"{compte.prenom} {compte.nom}"


def siret_en_attente(session: Session, acteur: Acteur) -> str:
    """The number of this sheet that the partner should be asked about, if any."""
    fiche = session.get(Fiche, acteur.id)
    if fiche is None:
        return ""
    return siret_a_verifier(reponses_de(session, fiche), fiche.organisation, clock.today())


def retenir_organisation(
    session: Session, acteur: Acteur, siret: str, description: Mapping[str, object]
) -> Recu:
    """Keep what the partner said, unless the number changed meanwhile; have it asked later if it was down."""
    fiche = _fiche(session, acteur.id)
    if fiche.siret == siret:
        fiche.organisation = dict(description)
        organisations.prevoir(session, fiche)
        session.flush()
    return Recu({}, {}, _infos(fiche, reponses_de(session, fiche)))


def _infos(fiche: Fiche, reponses: Mapping[str, str]) -> Infos:
    return infos(reponses, fiche.organisation, clock.today())


def _fiche(session: Session, compte_id: uuid.UUID) -> Fiche:
    fiche = session.get(Fiche, compte_id, with_for_update=True)
    if fiche is None:
        raise Introuvable("Ce compte n’a pas de fiche d’informations personnelles.")
    return fiche
