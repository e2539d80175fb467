"""The national schema `dispositif-aide` 0.2.0 and its `-professionnels` extension, one row checked whole.

Kinder than the schema where it refuses what is right (Corsican codes, identifiers that are not UUIDs) or what
costs nothing (a text that is too long is taken whole, and told). What is missing, makes no sense or is out of
all measure is refused.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from portail.aides.echanges import valeurs
from portail.aides.echanges.textes import en_ligne
from portail.core.formats import nombre
from portail.core.saisie import sans_accents, sans_impossible, une_ligne

GENERALES = {
    "id": "Identifiant",
    "titre": "Titre",
    "promesse": "Promesse",
    "description": "Description",
    "eligibilite": "Critères d’éligibilité",
    "types_aides": "Types d’aides",
    "porteurs": "Porteurs",
    "programmes_parents": "Programmes parents et régime d’aides",
    "url_source": "URL Source",
    "cibles": "Bénéficiaires",
    "eligibilite_geographique": "Couverture géographique de l’aide",
    "eligibilite_geographique_exclusions": "Couverture géographique de l’aide - Exclusions",
    "date_ouverture": "Date d’ouverture",
    "date_cloture": "Date de fin",
    "date_mise_a_jour": "Date de dernière mise à jour",
}
PROFESSIONNELLES = {
    "base_juridique": "Bases juridiques",
    "eligibilite_effectif_minimal": "Éligibilité - Effectif minimal",
    "eligibilite_effectif_maximal": "Éligibilité - Effectif maximal",
    "eligibilite_categorie_taille_entreprise": "Éligibilité - Catégories de taille d’entreprise",
    "eligibilite_annees_existence_minimal": "Éligibilité - Nombre d’années d’existence minimal",
    "eligibilite_forme_juridique": "Éligibilité - Formes juridiques éligibles",
    "eligibilite_forme_juridique_exclusions": "Éligibilité - Formes juridiques - Exclusions",
    "ciblage_secteur_activite": "Secteurs d’activité principalement concernés",
    "ciblage_naf": "Ciblage NAF",
    "ciblage_naf_exclusions": "Ciblage NAF - Exclusions",
}
COLONNES = GENERALES | PROFESSIONNELLES
"""The columns that are read, by name, with their titles, in the order of the schema."""

OBLIGATOIRES = {
    *("id", "titre", "description", "eligibilite", "types_aides", "porteurs", "cibles"),
    *("eligibilite_geographique", "date_mise_a_jour"),
}
LONGUEURS = {"promesse": 180, "description": 5_000}
CIBLES = ("professionnels", "particuliers", "associations", "secteur public")
TAILLES = ("MIC", "PME", "ETI", "GE")
ROLES = ("diffuseur", "financeur", "instructeur")
"""Those of the schema's own list that the portal tells apart; others are kept as they are."""
IDENTIFIANT_MAX = 200
TEXTE_MAX, TITRE_MAX, CODES_MAX = 50_000, 500, 1_000_000
"""Signs of a cell: ten times the schema's longest text, twice the longest title met, every commune's code."""

_NAF = re.compile(r"[A-U]|\d{2}(\.?\d{1,2}[A-Z]?)?")
_MANQUE = "cette case est vide alors que le schéma la demande : remplissez-la."


def _cle(nom: str) -> str:
    return re.sub("[^a-z0-9]+", "_", sans_accents(une_ligne(nom)).replace("’", "'")).strip("_")


_PAR_CLE = {_cle(nom): nom for nom in COLONNES} | {_cle(titre): nom for nom, titre in COLONNES.items()}


def colonne_de(nom: str) -> str:
    """The schema's column that a header means, whatever its case, accents or spaces; else the header."""
    return _PAR_CLE.get(_cle(nom), une_ligne(nom))


def _refuser(message: str) -> PydanticCustomError:
    return PydanticCustomError("refus", "{message}", {"message": message})


def _texte(valeur: Any) -> str:
    return sans_impossible("" if valeur is None else str(valeur)).strip()


def _lu(lire: Any) -> Any:
    """A validator made of a reader of `valeurs`."""

    def valider(valeur: Any) -> Any:
        try:
            return lire(valeur)
        except valeurs.Illisible as erreur:
            raise _refuser(str(erreur)) from None

    return BeforeValidator(valider)


def _identifiant(valeur: Any) -> str:
    texte = une_ligne(_texte(valeur))
    if len(texte) > IDENTIFIANT_MAX:
        raise _refuser(f"cet identifiant dépasse {IDENTIFIANT_MAX} signes : donnez-en un plus court.")
    return texte


def _cibles(valeur: Any) -> list[str]:
    cibles = [sans_accents(cible).rstrip() for cible in valeurs.liste(valeur, "|,;")]
    for cible in cibles:
        if cible not in CIBLES:
            raise _refuser(
                f"« {cible[:40]} » n’est pas une cible : écrivez {', '.join(CIBLES[:-1])} ou {CIBLES[-1]}."
            )
    return cibles


def _porteurs(valeur: Any) -> list[dict[str, Any]]:
    try:
        lus = valeurs.objets(valeur)
    except valeurs.Illisible as erreur:
        raise _refuser(str(erreur)) from None
    return [porteur for lu in lus if (porteur := _porteur(lu))["nom"]]


def _porteur(lu: Any) -> dict[str, Any]:
    if isinstance(lu, str):
        lu = {"nom": lu}
    if not isinstance(lu, dict):
        raise _refuser('un porteur s’écrit {"nom": …, "siren": …, "roles": […]}.')
    dits = {_cle(str(cle)): v for cle, v in lu.items()}
    siren = re.sub(r"\D", "", _texte(dits.get("siren")))
    if siren and len(siren) != 9:
        raise _refuser(
            f"« {_texte(dits.get('siren'))[:20]} » n’est pas un SIREN : écrivez ses neuf chiffres."
        )
    return {
        "nom": une_ligne(_texte(dits.get("nom"))),
        "siren": siren or None,
        "roles": valeurs.liste(dits.get("roles") or dits.get("role"), "|,;"),
    }


def _source(valeur: Any) -> str:
    texte = _texte(valeur).replace(" ", "%20")
    if texte.lower().startswith("www."):
        texte = f"https://{texte}"
    if texte and not re.match(r"https?://[^\s/]", texte, re.IGNORECASE):
        raise _refuser(f"« {texte[:60]} » n’est pas une adresse : écrivez-la en entier, avec https://.")
    return texte


def _bases(valeur: Any) -> list[dict[str, str]]:
    try:
        lus = valeurs.objets(valeur)
    except valeurs.Illisible:
        raise _refuser('ce n’est pas du JSON : écrivez [{"libelle": …, "lien": …}].') from None
    bases = [lu if isinstance(lu, dict) else {"libelle": lu} for lu in lus]
    return [
        {"libelle": une_ligne(_texte(base.get("libelle"))), "lien": _source(base.get("lien"))}
        for base in bases
        if _texte(base.get("libelle"))
    ]


def _tailles(valeur: Any) -> list[str]:
    tailles = [taille.upper() for taille in valeurs.liste(valeur, "|,;")]
    for taille in tailles:
        if taille not in TAILLES:
            raise _refuser(
                f"« {taille[:20]} » n’est pas une taille d’entreprise : écrivez {', '.join(TAILLES)}."
            )
    return tailles


def _naf(valeur: Any) -> list[str]:
    codes = [code.upper() for code in valeurs.liste(valeur, "|,;")]
    for code in codes:
        if not _NAF.fullmatch(code):
            raise _refuser(f"« {code[:20]} » n’est pas un code NAF : écrivez A, 55, 56.10 ou 10.11Z.")
    return codes


Mot = Annotated[str, BeforeValidator(lambda v: une_ligne(_texte(v)))]
Texte = Annotated[str, BeforeValidator(_texte)]
Instant = Annotated[str, _lu(lambda v: (valeurs.jour(v) and une_ligne(_texte(v))) or "")]
"""A date that is kept as it is written."""
Jour = Annotated[date | None, _lu(valeurs.jour)]
Entier = Annotated[int | None, _lu(valeurs.entier)]
Liste = Annotated[list[str], _lu(valeurs.liste)]
Codes = Annotated[list[str], _lu(valeurs.codes_territoires)]


class Ligne(BaseModel):
    """A row of the schema, its cells read."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, BeforeValidator(_identifiant)] = ""
    titre: Texte = ""
    promesse: Texte = ""
    description: Texte = ""
    eligibilite: Texte = ""
    types_aides: Liste = []
    porteurs: Annotated[list[dict[str, Any]], BeforeValidator(_porteurs)] = []
    programmes_parents: Annotated[list[str], _lu(valeurs.liste)] = []
    url_source: Annotated[str, BeforeValidator(_source)] = ""
    cibles: Annotated[list[str], BeforeValidator(_cibles)] = []
    eligibilite_geographique: Codes = []
    eligibilite_geographique_exclusions: Codes = []
    date_ouverture: Jour = None
    date_cloture: Jour = None
    date_mise_a_jour: Instant = ""

    base_juridique: Annotated[list[dict[str, str]], BeforeValidator(_bases)] = []
    eligibilite_effectif_minimal: Entier = None
    eligibilite_effectif_maximal: Entier = None
    eligibilite_categorie_taille_entreprise: Annotated[list[str], BeforeValidator(_tailles)] = []
    eligibilite_annees_existence_minimal: Entier = None
    eligibilite_forme_juridique: Liste = []
    eligibilite_forme_juridique_exclusions: Liste = []
    ciblage_secteur_activite: Liste = []
    ciblage_naf: Annotated[list[str], BeforeValidator(_naf)] = []
    ciblage_naf_exclusions: Annotated[list[str], BeforeValidator(_naf)] = []


def identifiant(valeurs_lues: dict[str, Any]) -> str:
    """The identifier of a row as it is read, right or not."""
    return une_ligne(_texte(valeurs_lues.get("id")))


def verifier(valeurs_lues: dict[str, Any]) -> tuple[Ligne | None, dict[str, str], dict[str, str]]:
    """A row as read, or None with what refuses it; and what is only worth telling: by column, a sentence."""
    erreurs = {nom: phrase for nom in COLONNES if (phrase := _trop_longue(nom, valeurs_lues.get(nom)))}
    try:
        ligne = None if erreurs else Ligne.model_validate(valeurs_lues)
    except ValidationError as refus:
        erreurs = {str(une["loc"][0]): une["msg"] for une in refus.errors(include_url=False)}
        ligne = None
    vides = {nom for nom in OBLIGATOIRES if nom not in erreurs and not _texte(valeurs_lues.get(nom))}
    if ligne and not en_ligne(ligne.titre):
        vides.add("titre")
    erreurs |= {nom: _MANQUE for nom in COLONNES if nom in vides}
    return (None if erreurs else ligne), erreurs, _remarques(ligne) if ligne else {}


def _trop_longue(nom: str, valeur: Any) -> str:
    """What refuses a cell that no aid needs so long: it would be hours of work for whoever reads it."""
    maximum = {"titre": TITRE_MAX}.get(nom, CODES_MAX if nom.startswith("eligibilite_geo") else TEXTE_MAX)
    try:
        longueur = len(valeur if isinstance(valeur, str) else str(valeur))
    except (RecursionError, ValueError):  # lists inside lists without end, a number of thousands of figures
        return "cette case est illisible : écrivez-la simplement."
    return f"ce texte dépasse {nombre(maximum)} signes : raccourcissez-le." if longueur > maximum else ""


def _remarques(ligne: Ligne) -> dict[str, str]:
    dites = {
        nom: f"le texte dépasse les {longueur} signes du schéma ; il est repris en entier."
        for nom, longueur in LONGUEURS.items()
        if len(getattr(ligne, nom)) > longueur
    }
    ouvre, ferme = ligne.date_ouverture, ligne.date_cloture
    if ouvre and ferme and ferme < ouvre:
        dites["date_cloture"] = "elle précède la date d’ouverture ; les deux sont reprises telles quelles."
    mini, maxi = ligne.eligibilite_effectif_minimal, ligne.eligibilite_effectif_maximal
    if mini is not None and maxi is not None and maxi < mini:
        dites["eligibilite_effectif_maximal"] = "il est plus petit que l’effectif minimal."
    return dites
