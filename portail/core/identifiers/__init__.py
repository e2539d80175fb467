"""What people type to name themselves, their bank or their home, and its one canonical form.

Every `lire_…` takes the text as typed and returns the canonical value, or raises `ValueError` with a French
sentence that says what to do.
"""

from portail.core.identifiers.adresse_mail import cle_boite, cle_mail, lire_mail, suggestion_mail
from portail.core.identifiers.banque import Iban, lire_bic, lire_iban, verifier_bic
from portail.core.identifiers.compte import cle_identifiant, lire_identifiant, verifier_identifiant
from portail.core.identifiers.dates import age, il_y_a, lire_date, moins_de_16_ans, verifier_date_naissance
from portail.core.identifiers.heures import formater_heure, lire_heure
from portail.core.identifiers.lieux import lire_code_commune, lire_code_postal
from portail.core.identifiers.mot_de_passe import Solidite, mesurer_mot_de_passe, verifier_mot_de_passe
from portail.core.identifiers.rna import lire_rna
from portail.core.identifiers.siret import formater_siret, lire_siret
from portail.core.identifiers.telephone import formater_telephone, lire_telephone
from portail.core.identifiers.web import lire_url

__all__ = [
    "Iban",
    "Solidite",
    "age",
    "cle_boite",
    "cle_identifiant",
    "cle_mail",
    "formater_heure",
    "formater_siret",
    "formater_telephone",
    "il_y_a",
    "lire_bic",
    "lire_code_commune",
    "lire_code_postal",
    "lire_date",
    "lire_heure",
    "lire_iban",
    "lire_identifiant",
    "lire_mail",
    "lire_rna",
    "lire_siret",
    "lire_telephone",
    "lire_url",
    "mesurer_mot_de_passe",
    "moins_de_16_ans",
    "suggestion_mail",
    "verifier_bic",
    "verifier_date_naissance",
    "verifier_identifiant",
    "verifier_mot_de_passe",
]
