"""The fields of the sign-up and of the fiche, written once for the wizard and « Mes infos personnelles ».

Names that people and tools look for are written as agreed, with a straight apostrophe.
"""

from portail.demandeurs.components.adresse import adresse
from portail.demandeurs.components.identite import coordonnees, nom_et_prenom, representant, situation
from portail.demandeurs.components.liens import annonce, lie
from portail.demandeurs.components.rib import rib

__all__ = ["adresse", "annonce", "coordonnees", "lie", "nom_et_prenom", "representant", "rib", "situation"]
