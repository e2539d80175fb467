"""An aid of the index as a card of a list. Pure."""

from datetime import date, timedelta
from functools import lru_cache

from portail.aides.recherche.index import AideIndexee
from portail.aides.recherche.surlignage import Surligneur
from portail.aides.rules import Fenetre, situation
from portail.aides.views import NOUVELLE, Carte, pour, quand_et_reste, ton
from portail.aides.vocabulaire import NATURES
from portail.core.typographie import francais

_SANS = Surligneur()


@lru_cache(maxsize=20_000)
def etat(fenetres: tuple[Fenetre, ...], jour: date) -> tuple[str, str]:
    """When one may ask for an aid with these windows, in words, and the colour of that."""
    vue = situation(fenetres, jour)
    return quand_et_reste(vue, jour), ton(vue)


pour_qui = lru_cache(maxsize=1_000)(pour)
en_francais = lru_cache(maxsize=10_000)(francais)


def carte(aide: AideIndexee, jour: date, surligneur: Surligneur = _SANS) -> Carte:
    """The card of an aid on a day, with the words looked for apart."""
    quand, couleur = etat(aide.fenetres, jour)
    return Carte(
        slug=aide.slug,
        titre=surligneur.couper(en_francais(aide.titre)),
        resume=surligneur.couper(en_francais(aide.resume)),
        pour=pour_qui(aide.beneficiaires),
        montant=en_francais(aide.montant_texte),
        quand=quand,
        ton=couleur,
        nature=NATURES.get(aide.nature, aide.nature),
        nouvelle=aide.publiee_le is not None and timedelta() <= jour - aide.publiee_le < NOUVELLE,
    )
