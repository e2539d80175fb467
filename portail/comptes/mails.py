"""What accounts write to people: Markdown bodies, put in the outbox in the commit of the fact they tell.

No name typed at sign-up is repeated in a mail to an address that nobody has proven to be theirs: the form
would otherwise carry a stranger's words to anybody, under the Région's name.
"""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from sqlmodel import Session

from portail.core import clock
from portail.core.formats import date_heure, date_longue
from portail.infra import outbox
from portail.partners.mail import echapper
from portail.settings import settings

GENRE = "courriel"


@dataclass(frozen=True)
class Courriel:
    """One mail: who gets it, its subject, its Markdown body."""

    destinataire: str
    sujet: str
    corps_markdown: str
    desabonnement: str = ""
    """The address that a mailbox asks to stop what sent this mail (RFC 8058)."""


def poster(session: Session, courriel: Courriel) -> None:
    """Put a mail in the outbox; it leaves when the transaction is committed."""
    outbox.publier(session, GENRE, f"{GENRE}:{uuid.uuid4()}", asdict(courriel))


def bouton(libelle: str, chemin: str, secret: str = "") -> str:
    """A paragraph made of one link. The secret stands after `#`, which browsers never send to a server."""
    return f"[{libelle}]({settings().origin}{chemin}{'#' + secret if secret else ''})"


def courriel(destinataire: str, objet: str, *paragraphes: str) -> Courriel:
    """A mail with its greeting and its signature around these paragraphs, without the empty ones."""
    collectivite = settings().collectivite
    corps = "\n\n".join(
        ("Bonjour,", *filter(None, paragraphes), f"L’équipe du portail des aides  \n{echapper(collectivite)}")
    )
    return Courriel(destinataire, f"[{collectivite}] {objet}", corps)


def _si_ce_n_est_pas_vous() -> str:
    reglages = settings()
    return (
        "**Ce n’était pas vous ?** [Choisissez tout de suite un nouveau mot de passe]"
        f"({reglages.origin}/mot-de-passe-oublie), ce qui ferme toutes les sessions, puis prévenez-nous au "
        f"{echapper(reglages.telephone)}."
    )


def activation(mail: str, secret: str) -> Courriel:
    """The link that activates a new account."""
    return courriel(
        mail,
        "Activation de compte",
        "Votre compte sur le portail des aides est presque prêt. Ouvrez ce lien, puis choisissez "
        "« Activer mon compte » :",
        bouton("Activer mon compte", "/activation", secret),
        "Ce lien est valable 72 heures et ne sert qu’une fois.",
        "Si ce message est arrivé parmi les indésirables, signalez-le comme légitime : les nouvelles de vos "
        "dossiers viendront de la même adresse.",
        "**Ce n’était pas vous ?** N’ouvrez pas ce lien et oubliez ce message : sans vous, ce compte ne peut "
        "pas servir.",
    )


def deja_un_compte(mail: str) -> Courriel:
    """Somebody signed up, or wanted to move, to an address that has its account already."""
    return courriel(
        mail,
        "Vous avez déjà un compte",
        "Quelqu’un, peut-être vous, vient de demander à utiliser cette adresse sur le portail des aides. "
        "Elle a "
        "déjà un compte : inutile d’en créer un autre, il sert pour toutes vos demandes.",
        bouton("Se connecter", "/connexion"),
        "Vous ne savez plus votre mot de passe ?",
        bouton("Choisir un nouveau mot de passe", "/mot-de-passe-oublie"),
        "**Ce n’était pas vous ?** Vous n’avez rien à faire : votre compte n’a pas changé.",
    )


def mot_de_passe_oublie(mail: str, secret: str) -> Courriel:
    """The link that lets one choose a new password."""
    return courriel(
        mail,
        "Choisissez un nouveau mot de passe",
        "Vous avez demandé à choisir un nouveau mot de passe pour le portail des aides :",
        bouton("Choisir un nouveau mot de passe", "/nouveau-mot-de-passe", secret),
        "Ce lien est valable une heure et ne sert qu’une fois. Votre mot de passe actuel reste valable tant "
        "que "
        "vous n’en avez pas choisi un autre.",
        "**Ce n’était pas vous ?** Oubliez ce message : personne ne peut changer votre mot de passe sans ce "
        "lien.",
    )


def identifiant_oublie(mail: str, identifiant: str) -> Courriel:
    """The identifier of the account."""
    return courriel(
        mail,
        "Votre identifiant",
        "Vous avez demandé votre identifiant pour le portail des aides. Le voici : "
        f"**{echapper(identifiant)}**",
        "Votre adresse mail convient aussi à la place de l’identifiant.",
        bouton("Se connecter", "/connexion"),
        "**Ce n’était pas vous ?** Vous n’avez rien à faire : votre compte n’a pas changé.",
    )


def mot_de_passe_change(mail: str) -> Courriel:
    """The password was changed."""
    return courriel(
        mail,
        "Votre mot de passe a changé",
        f"Le mot de passe de votre compte a été changé {date_heure(clock.now())}. Les autres sessions "
        "ouvertes "
        "ont été fermées.",
        _si_ce_n_est_pas_vous(),
    )


def identifiant_change(mail: str, identifiant: str) -> Courriel:
    """The identifier was changed."""
    return courriel(
        mail,
        "Votre identifiant a changé",
        f"L’identifiant de votre compte est désormais : **{echapper(identifiant)}**",
        "Votre adresse mail convient toujours à la place de l’identifiant.",
        _si_ce_n_est_pas_vous(),
    )


def changement_vu_de_l_ancienne(mail: str, nouveau: str, secret: str) -> Courriel:
    """To the present address: does its owner want to leave it?"""
    return courriel(
        mail,
        "Confirmez votre changement d’adresse",
        f"Vous avez demandé à remplacer cette adresse par **{echapper(nouveau)}** pour votre compte sur le "
        "portail "
        "des aides.",
        bouton("Confirmer le changement d’adresse", "/changement-de-mail", secret),
        "La nouvelle adresse reçoit un message semblable. Le changement se fait quand les deux sont "
        "confirmés, "
        "dans l’ordre que vous voulez, sous 24 heures.",
        "**Ce n’était pas vous ?** N’ouvrez pas ce lien : rien ne changera. Quelqu’un connaît sans doute "
        "votre "
        f"mot de passe, [choisissez-en un autre]({settings().origin}/mot-de-passe-oublie).",
    )


def changement_vu_de_la_nouvelle(mail: str, secret: str) -> Courriel:
    """To the new address: does it belong to the person?"""
    return courriel(
        mail,
        "Confirmez votre nouvelle adresse",
        "Quelqu’un, sans doute vous, veut utiliser cette adresse pour son compte sur le portail des aides.",
        bouton("Confirmer ma nouvelle adresse", "/changement-de-mail", secret),
        "L’ancienne adresse reçoit un message semblable. Le changement se fait quand les deux sont "
        "confirmés, "
        "dans l’ordre que vous voulez, sous 24 heures.",
        "**Ce n’était pas vous ?** N’ouvrez pas ce lien et oubliez ce message.",
    )


def mail_change(ancien: str, nouveau: str) -> Courriel:
    """To the former address, once the change is done."""
    return courriel(
        ancien,
        "Votre adresse a changé",
        f"Votre compte utilise désormais l’adresse **{echapper(nouveau)}**. Vous ne recevrez plus rien ici.",
        f"**Ce n’était pas vous ?** Prévenez-nous au {echapper(settings().telephone)}.",
    )


def compte_inactif(mail: str, fin: date) -> Courriel:
    """A month before an account that is not used any more ends."""
    return courriel(
        mail,
        "Votre compte va être supprimé",
        "Vous ne vous êtes pas connecté au portail des aides depuis près de deux ans, et votre compte n’a "
        f"aucun dossier. Il sera supprimé le **{date_longue(fin)}**, avec les informations qu’il contient.",
        "Pour le garder, il suffit de vous connecter une fois.",
        bouton("Me connecter", "/connexion"),
        "Si vous n’en avez plus besoin, vous n’avez rien à faire.",
    )


def compte_supprime(mail: str) -> Courriel:
    """The last mail of an account."""
    return courriel(
        mail,
        "Votre compte est supprimé",
        f"Votre compte sur le portail des aides a été supprimé {date_heure(clock.now())}, comme vous l’avez "
        "demandé. Ce que la loi nous oblige à garder l’est le temps qu’elle fixe, et rien de plus.",
        f"**Ce n’était pas vous ?** Prévenez-nous au {echapper(settings().telephone)}.",
    )
