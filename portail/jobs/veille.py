"""The two rounds of alerts of a day: people with an account, then addresses without; a page at a time."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from portail.core import clock
from portail.infra.db import snapshot, transaction
from portail.infra.logs import raison
from portail.veille import alertes, lecture

log = structlog.get_logger(__name__)


class PasTous(RuntimeError):
    """Somebody could not be written to: the page is taken up again, the others were told already."""


def ecrire_aux_comptes(_envoi_id: str, charge: dict[str, Any]) -> None:
    """Write to the page of accounts `{"jour", "apres"}`, then ask for the next one.

    Raises:
        PasTous: to be tried again.
    """
    with snapshot() as session:
        page = alertes.page_de_comptes(session, charge["apres"])
    _ronde(alertes.COMPTES, charge, page, _ecrire_au_compte)


def ecrire_aux_adresses(_envoi_id: str, charge: dict[str, Any]) -> None:
    """Write to the page of addresses `{"jour", "apres"}`, then ask for the next one.

    Raises:
        PasTous: to be tried again.
    """
    with snapshot() as session:
        page = alertes.page_d_adresses(session, charge["apres"])
    _ronde(alertes.ADRESSES, charge, page, _ecrire_a_l_adresse)


def _ecrire_au_compte(compte_id: uuid.UUID) -> None:
    with snapshot() as session:
        adresses = alertes.a_chercher(session, compte_id)
    trouvees = {adresse: lecture.trouvees(adresse, clock.today()) for adresse in adresses}
    with transaction() as session:
        alertes.ecrire_au_compte(session, compte_id, trouvees)


def _ecrire_a_l_adresse(cle_mail: str) -> None:
    with transaction() as session:
        alertes.ecrire_a_l_adresse(session, cle_mail)


def _ronde(
    nom: str, charge: dict[str, Any], page: Iterable[uuid.UUID | str], ecrire: Callable[[Any], None]
) -> None:
    """Each has a transaction of their own: one that fails keeps nobody else from their mail."""
    tous, manques = list(page), 0
    for un in tous:
        try:
            ecrire(un)
        except Exception as error:
            manques += 1
            log.error("veille.failed", error=raison(error)[:200])
    if len(tous) == alertes.PAR_PAGE:
        with transaction() as session:
            alertes.suite(session, nom, charge["jour"], str(tous[-1]))
    if manques:
        raise PasTous(f"{manques} sur {len(tous)}")
