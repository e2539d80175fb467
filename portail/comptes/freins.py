"""Slowing down who guesses a name from a network, with delays that grow and always end; stopping floods.

Names are counted as typed, known or not, so that the delays tell nothing. A whole network, or a name tried
from everywhere, is stopped only by a flood: a campus shares one address, and anybody can spend the tries of
your name. A browser that signed in before is not stopped by either, and « Mot de passe oublié » always opens.
"""

from portail.comptes.rules import empreinte
from portail.core.errors import TropDeDemandes
from portail.core.formats import pluriel
from portail.infra import ratelimit

PAR_COUPLE = ("5/minute", "10/15 minutes", "20/hour")
PAR_NOM = ("500/hour",)
ECHECS_PAR_RESEAU = ("1000/10 minutes",)
LIENS_PAR_RESEAU = "60/minute"


def compter_essai(cle: str, reseau: str, *, connu: bool = False) -> None:
    """Count one try of the name `cle` from `reseau`, before the password is looked at.

    `connu`: from a browser that signed in to that name's account before.

    Raises:
        TropDeDemandes: too many; the message says how long to wait.
    """
    comptes: list[tuple[tuple[str, ...], tuple[str, ...]]]
    comptes = [(PAR_COUPLE, ("couple", empreinte(cle), reseau))]
    attentes = []
    if not connu:
        comptes.append((PAR_NOM, ("nom", empreinte(cle))))
        attentes.append(ratelimit.attente(ECHECS_PAR_RESEAU, "echecs", reseau))
    attentes += [ratelimit.attente(limites, *cles) for limites, cles in comptes]
    if not max(attentes):
        # Counted first and forgiven after a success: a hundred tries at once are a hundred tries.
        permis = [ratelimit.permis(limite, *cles) for limites, cles in comptes for limite in limites]
        attentes.append(0 if all(permis) else 60)
    if max(attentes):
        raise TropDeDemandes(
            f"Trop d’essais. Réessayez dans {duree(max(attentes))}, ou choisissez « Mot de passe oublié »."
        )


def oublier_essais(cle: str, reseau: str) -> None:
    """The password was right: the tries before it do not count any more."""
    ratelimit.effacer(PAR_COUPLE, "couple", empreinte(cle), reseau)
    ratelimit.effacer(PAR_NOM, "nom", empreinte(cle))


def compter_echec(reseau: str) -> None:
    """Count a wrong password against the network it came from."""
    for limite in ECHECS_PAR_RESEAU:
        ratelimit.permis(limite, "echecs", reseau)


def compter_lien(reseau: str) -> None:
    """Count one look at a mailed link.

    Raises:
        TropDeDemandes: more than a person ever opens.
    """
    ratelimit.exiger(LIENS_PAR_RESEAU, "liens", reseau, message="Trop d’essais. Réessayez dans une minute.")


def duree(secondes: int) -> str:
    """« une minute », « 12 minutes », « une heure », rounded up."""
    minutes = -(-secondes // 60)
    if minutes >= 60:
        return "une heure" if minutes == 60 else pluriel(-(-minutes // 60), "heure")
    return "une minute" if minutes <= 1 else pluriel(minutes, "minute")
