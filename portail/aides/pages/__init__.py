"""The pages of the catalogue: home, search, aids for me, comparison, one aid."""

from portail.aides.pages.accueil import ACCUEIL
from portail.aides.pages.aide import AIDE
from portail.aides.pages.catalogue import CATALOGUE
from portail.aides.pages.comparer import COMPARER
from portail.aides.pages.pour_moi import POUR_MOI
from portail.ui.layout import Page

PAGES: list[Page] = [ACCUEIL, CATALOGUE, POUR_MOI, COMPARER, AIDE]
