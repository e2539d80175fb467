"""The mail of an outbox row: Markdown made a mail, files of the store joined to it."""

from typing import Any

from portail.infra import storage
from portail.infra.outbox import Definitif
from portail.partners.mail import Courriel, EnvoiImpossible, envoyer, rendre
from portail.settings import settings


def envoyer_courriel(envoi_id: str, charge: dict[str, Any]) -> None:
    """Send `{"destinataire", "sujet", "corps_markdown", "pieces_jointes": [{"nom", "type_mime", "cle"}]}`.

    The row's id names the mail: sent twice after a crash, it bears the same Message-ID.

    Raises:
        EnvoiImpossible: not now.
        Definitif: never.
        FichierAbsent: a joined file is not there (yet).
    """
    reglages = settings()
    rendu = rendre(
        charge["corps_markdown"],
        collectivite=reglages.collectivite,
        accent=reglages.accent,
        contact=reglages.contact_mail,
    )
    courriel = Courriel(
        destinataire=charge["destinataire"],
        sujet=charge["sujet"],
        texte=rendu.texte,
        html=rendu.html,
        identifiant=envoi_id,
        desabonnement=charge.get("desabonnement", ""),
        pieces_jointes=tuple(
            (piece["nom"], piece["type_mime"], storage.read_bytes(piece["cle"]))
            for piece in charge.get("pieces_jointes", [])
        ),
    )
    try:
        envoyer(courriel)
    except EnvoiImpossible as refus:
        if refus.temporaire:
            raise
        raise Definitif(refus.raison) from refus
