"""An aid of the index as a card of a list. Pure."""

from datetime import date, timedelta

from portail.aides.recherche.index import AideIndexee
from portail.aides.recherche.surlignage import Surligneur
from portail.aides.rules import situation
from portail.aides.views import Carte, pour, quand_et_reste, ton
from portail.aides.vocabulaire import NATURES

NOUVELLE = timedelta(days=30)
"""How long an aid is new."""
_SANS = Surligneur()


def carte(aide: AideIndexee, jour: date, surligneur: Surligneur = _SANS) -> Carte:
    """The card of an aid on a day, with the words looked for apart."""
    vue = situation(aide.fenetres, jour)
    return Carte(
        slug=aide.slug,
        titre=surligneur.couper(aide.titre),
        resume=surligneur.couper(aide.resume),
        pour=pour(aide.beneficiaires),
        montant=aide.montant_texte,
        quand=quand_et_reste(vue, jour),
        ton=ton(vue),
        nature=NATURES.get(aide.nature, aide.nature),
        nouvelle=aide.publiee_le is not None and timedelta() <= jour - aide.publiee_le < NOUVELLE,
    )
