"""What accounts write to people: Markdown bodies, put in the outbox in the commit of the fact they tell.

No name typed at sign-up is repeated in a mail to an address that nobody has proven to be theirs: the form
would otherwise carry a stranger's words to anybody, under the Région's name.
"""

import uuid
from dataclasses import asdict, dataclass

from sqlmodel import Session

from portail.infra import outbox
from portail.settings import settings

GENRE = "courriel"


@dataclass(frozen=True)
class Courriel:
    """One mail: who gets it, its subject, its Markdown body."""

    destinataire: str
    sujet: str
    corps_markdown: str


def poster(session: Session, courriel: Courriel) -> None:
    """Put a mail in the outbox; it leaves when the transaction is committed."""
    outbox.publier(session, GENRE, f"{GENRE}:{uuid.uuid4()}", asdict(courriel))


def _lien(chemin: str, secret: str = "") -> str:
    """An absolute link. The secret stands after `#`: browsers and mail scanners never send it to a server."""
    return f"<{settings().origin}{chemin}{'#' + secret if secret else ''}>"


def _courriel(destinataire: str, objet: str, *paragraphes: str) -> Courriel:
    reglages = settings()
    fin = (
        f"L’équipe du portail des aides  \n{reglages.collectivite}",
        f"Une question ? Écrivez à {reglages.contact_mail} ou appelez le {reglages.telephone}.",
    )
    corps = "\n\n".join(("Bonjour,", *paragraphes, *fin))
    return Courriel(destinataire, f"[{reglages.collectivite}] {objet}", corps)


def activation(mail: str, secret: str) -> Courriel:
    """The link that activates a new account."""
    return _courriel(
        mail,
        "Activation de compte",
        "Votre compte sur le portail des aides est presque prêt. Pour l’activer, ouvrez ce lien "
        "puis choisissez « Activer mon compte » :",
        _lien("/activation", secret),
        "Ce lien est valable 72 heures et ne sert qu’une fois.",
        "Pensez à classer ce message comme « courrier légitime » s’il est arrivé parmi les indésirables : "
        "les nouvelles de vos dossiers viendront de la même adresse.",
        "Vous n’avez pas demandé ce compte ? N’ouvrez pas ce lien et oubliez ce message : "
        "rien ne sera fait à votre nom.",
    )


def deja_un_compte(mail: str) -> Courriel:
    """Somebody signed up, or wanted to move, to an address that has its account already."""
    return _courriel(
        mail,
        "Vous avez déjà un compte",
        "Quelqu’un, peut-être vous, vient de demander à utiliser cette adresse sur le portail des aides. "
        "Elle a déjà un compte : inutile d’en créer un autre, il sert pour toutes vos demandes.",
        "Pour vous connecter :",
        _lien("/connexion"),
        "Si vous avez oublié votre mot de passe :",
        _lien("/mot-de-passe-oublie"),
        "Ce n’était pas vous ? Vous n’avez rien à faire : votre compte n’a pas changé.",
    )
