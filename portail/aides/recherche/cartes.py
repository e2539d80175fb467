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
def _etat(fenetres: tuple[Fenetre, ...], jour: date) -> tuple[str, str]:
    vue = situation(fenetres, jour)
    return quand_et_reste(vue, jour), ton(vue)


_pour = lru_cache(maxsize=1_000)(pour)
_francais = lru_cache(maxsize=10_000)(francais)


def carte(aide: AideIndexee, jour: date, surligneur: Surligneur = _SANS) -> Carte:
    """The card of an aid on a day, with the words looked for apart."""
    quand, couleur = _etat(aide.fenetres, jour)
    return Carte(
        slug=aide.slug,
        titre=surligneur.couper(_francais(aide.titre)),
        resume=surligneur.couper(_francais(aide.resume)),
        pour=_pour(aide.beneficiaires),
        montant=_francais(aide.montant_texte),
        quand=quand,
        ton=couleur,
        nature=NATURES.get(aide.nature, aide.nature),
        nouvelle=aide.publiee_le is not None and timedelta() <= jour - aide.publiee_le < NOUVELLE,
    )
