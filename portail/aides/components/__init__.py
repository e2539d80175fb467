"""What the pages of the catalogue are made of."""

from portail.aides.components.carte import carte_aide
from portail.aides.components.recherche import champ_recherche, telephone

__all__ = ["carte_aide", "champ_recherche", "telephone"]
