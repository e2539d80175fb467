"""The sign-up wizard: what is typed is kept under the browser's cookie, for 7 days at most."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete

from portail.comptes import inscription as ouverture
from portail.comptes.identifiants import PRIS, identifiant_libre
from portail.comptes.rules import suite_sure
from portail.core import clock
from portail.core.errors import ErreurMetier, Introuvable, Invalide
from portail.core.identifiers import cle_identifiant
from portail.demandeurs import iban as coffre
from portail.demandeurs import organisations, service
from portail.demandeurs.champs import erreurs, erreurs_liees, lire, lire_ou_rien, proches
from portail.demandeurs.models import Fiche, Inscription
from portail.demandeurs.rules import ETAPE_1, ETAPE_2
from portail.demandeurs.saisies import ranger
from portail.demandeurs.views import Recu, VueInscription, infos, masquer_mail, siret_a_verifier, vue_saisie
from portail.infra import ratelimit

DUREE = timedelta(days=7)
NOUVELLES_PAR_RESEAU = "60/hour"
VALIDATIONS_PAR_RESEAU = "120/hour"
SANS_COOKIE = "Votre navigateur refuse les cookies : autorisez-les pour ce site, puis rechargez la page."
FINIE = "Votre inscription a expiré ou est déjà terminée. Reprenez-la depuis la première étape."
TROP = "Trop d’inscriptions commencent depuis votre réseau. Réessayez dans une heure."


@dataclass(frozen=True)
class Bilan:
    """How a validation went: no error means that the step is done, unless there were `trop` of them."""

    erreurs: dict[str, str]
    proches: list[str]
    mot_de_passe_garde: bool
    trop: bool = False


def ouvrir(session: Session, visiteur: str) -> VueInscription:
    """The wizard as it was left in this browser."""
    inscription = _trouver(session, visiteur)
    if inscription is None:
        return VueInscription(vue_saisie({}, {}, clock.today()))
    reponses = coffre.montrer(inscription.reponses)
    saisie = vue_saisie(reponses, inscription.organisation, clock.today())
    if not saisie.erreurs["identifiant"]:
        saisie.erreurs["identifiant"] = _pris(session, inscription, reponses)
    return VueInscription(
        saisie=saisie,
        mot_de_passe_garde=bool(inscription.mot_de_passe),
        etape_1_faite=bool(inscription.mot_de_passe) and not _erreurs_1(session, inscription, reponses),
        envoye_a=masquer_mail(inscription.envoye_a),
    )


def enregistrer(session: Session, visiteur: str, saisies: Mapping[str, str], reseau: str = "") -> Recu:
    """Keep what was just typed, right or wrong, and say what there is to say of it.

    `reseau`, from `comptes.rules.reseau`, bounds the sign-ups that begin from one place.

    Raises:
        ErreurMetier: the browser has no cookie; TropDeDemandes: too many sign-ups begin.
    """
    inscription = _obtenir(session, visiteur, reseau)
    reponses = coffre.montrer(inscription.reponses)
    touches = ranger(reponses, saisies)
    _garder(session, inscription, reponses)
    phrases = erreurs_liees(touches, reponses, clock.today())
    if phrases.get("identifiant") == "" and (pris := _pris(session, inscription, reponses)):
        phrases["identifiant"] = pris
    return Recu(
        valeurs={champ: reponses.get(champ, "") for champ in touches if champ != "iban"},
        erreurs=phrases,
        infos=infos(reponses, inscription.organisation, clock.today()),
        siret_a_verifier=siret_a_verifier(reponses, inscription.organisation, clock.today())
        if touches & {"siret", "type_demandeur"}
        else "",
    )


def retenir_organisation(
    session: Session, visiteur: str, siret: str, description: Mapping[str, object]
) -> Recu:
    """Keep what the partner said, unless the number was changed meanwhile."""
    inscription = _reprendre(session, visiteur)
    reponses = coffre.montrer(inscription.reponses)
    if lire_ou_rien("siret", reponses, clock.today()) == siret:
        inscription.organisation = dict(description)
        session.flush()
    return Recu({}, {}, infos(reponses, inscription.organisation, clock.today()), "")


def siret_en_attente(session: Session, visiteur: str) -> str:
    """The number of this sign-up that the partner should be asked about, if any."""
    inscription = _trouver(session, visiteur)
    if inscription is None:
        return ""
    reponses = coffre.montrer(inscription.reponses)
    return siret_a_verifier(reponses, inscription.organisation, clock.today())


def verifier_etape_1(session: Session, visiteur: str, saisies: Mapping[str, str], reseau: str = "") -> Bilan:
    """Keep everything, then say what is wrong in step 1, passwords excepted.

    Raises:
        TropDeDemandes: the password's hash, which follows, is costly: a network may ask so many times.
    """
    ratelimit.exiger(VALIDATIONS_PAR_RESEAU, "inscription-etape-1", reseau, message=TROP)
    inscription = _obtenir(session, visiteur, reseau)
    reponses = coffre.montrer(inscription.reponses)
    ranger(reponses, saisies)
    _garder(session, inscription, reponses)
    return Bilan(
        _erreurs_1(session, inscription, reponses), proches(reponses), bool(inscription.mot_de_passe)
    )


def retenir_mot_de_passe(session: Session, visiteur: str, hache: str) -> None:
    """Keep the hash of a password that was checked (`mots_de_passe.choisir`)."""
    _reprendre(session, visiteur).mot_de_passe = hache
    session.flush()


def valider_fiche(session: Session, visiteur: str, saisies: Mapping[str, str]) -> Bilan:
    """Keep everything; when both steps are right, make the account and its sheet and forget the sign-up.

    An address that has an account already leads to the same screen: its owner gets a mail. One that was asked
    for too often makes nothing, and all is kept for later.
    """
    inscription = _reprendre(session, visiteur)
    reponses = coffre.montrer(inscription.reponses)
    ranger(reponses, saisies)
    _garder(session, inscription, reponses)
    refus = _erreurs_1(session, inscription, reponses) | erreurs(ETAPE_2, reponses, clock.today())
    if not inscription.mot_de_passe:
        refus["mot_de_passe"] = "Choisissez un mot de passe."
    trop = not refus and not _admise(session, inscription, reponses)
    if not refus and not trop:
        refus = _creer(session, inscription, reponses)
    return Bilan(refus, [], bool(inscription.mot_de_passe), trop)


def _admise(session: Session, inscription: Inscription, reponses: dict[str, str]) -> bool:
    return ouverture.admettre(session, lire("mail", reponses, clock.today()), inscription.visiteur)


def _creer(session: Session, inscription: Inscription, reponses: dict[str, str]) -> dict[str, str]:
    lues = {champ: lire(champ, reponses, clock.today()) for champ in ETAPE_1[:4]}
    try:
        with session.begin_nested():
            compte = ouverture.creer_compte(
                session,
                **lues,
                mot_de_passe_hache=inscription.mot_de_passe,
                visiteur=inscription.visiteur,
                suite=suite_sure(reponses.get("suite"), ""),
            )
            if compte is not None:
                _creer_fiche(session, compte.id, inscription, reponses)
    except Invalide as refus:
        return refus.erreurs
    inscription.envoye_a, inscription.mot_de_passe = lues["mail"], ""
    inscription.reponses, inscription.organisation = {}, {}
    session.flush()
    return {}


def _creer_fiche(
    session: Session, compte_id: uuid.UUID, inscription: Inscription, reponses: dict[str, str]
) -> None:
    siret = lire_ou_rien("siret", reponses, clock.today())
    connue = inscription.organisation if inscription.organisation.get("siret") == siret else {}
    service.creer_fiche(session, compte_id, reponses, connue or organisations.a_verifier(siret))
    organisations.prevoir(session, session.get_one(Fiche, compte_id))


def renvoyer(session: Session, visiteur: str, reseau: str = "") -> None:
    """Mail again what the address of this sign-up waits for.

    Raises:
        ErreurMetier: no sign-up ended in this browser; TropDeDemandes: asked too often.
    """
    inscription = _trouver(session, visiteur)
    if inscription is None or not inscription.envoye_a:
        raise ErreurMetier("Commencez par créer votre compte.")
    ouverture.renvoyer_activation(session, inscription.envoye_a, reseau)


def purger(session: Session) -> None:
    """Forget the sign-ups left for more than 7 days."""
    session.exec(delete(Inscription).where(col(Inscription.expire_le) < clock.now()))


def _trouver(session: Session, visiteur: str, *, pour_ecrire: bool = False) -> Inscription | None:
    if not visiteur:
        return None
    inscription = session.get(Inscription, visiteur, with_for_update=pour_ecrire or None)
    perimee = inscription is not None and inscription.expire_le < clock.now()
    return None if perimee else inscription


def _reprendre(session: Session, visiteur: str) -> Inscription:
    inscription = _trouver(session, visiteur, pour_ecrire=True)
    if inscription is None:
        raise Introuvable(FINIE)
    return inscription


def _obtenir(session: Session, visiteur: str, reseau: str) -> Inscription:
    if not visiteur:
        raise ErreurMetier(SANS_COOKIE)
    inscription = _trouver(session, visiteur, pour_ecrire=True) or _commencer(session, visiteur, reseau)
    inscription.expire_le = clock.now() + DUREE
    return inscription


def _commencer(session: Session, visiteur: str, reseau: str) -> Inscription:
    ratelimit.exiger(NOUVELLES_PAR_RESEAU, "inscription-nouvelle", reseau, message=TROP)
    session.exec(delete(Inscription).where(col(Inscription.visiteur) == visiteur))
    inscription = Inscription(visiteur=visiteur)
    try:
        with session.begin_nested():
            session.add(inscription)
            session.flush()
    except IntegrityError:  # another tab began at the same instant
        return _reprendre(session, visiteur)
    return inscription


def _garder(session: Session, inscription: Inscription, reponses: dict[str, str]) -> None:
    inscription.reponses = coffre.cacher(reponses)
    session.flush()


def _erreurs_1(session: Session, inscription: Inscription, reponses: dict[str, str]) -> dict[str, str]:
    trouvees = erreurs(ETAPE_1, reponses, clock.today())
    if "identifiant" not in trouvees and (pris := _pris(session, inscription, reponses)):
        trouvees["identifiant"] = pris
    return trouvees


def _pris(session: Session, inscription: Inscription, reponses: dict[str, str]) -> str:
    """The sentence for an identifier that somebody else has."""
    cle = cle_identifiant(reponses.get("identifiant", ""))
    return "" if not cle or identifiant_libre(session, cle, inscription.visiteur) else PRIS
