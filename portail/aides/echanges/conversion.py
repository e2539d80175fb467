"""A row of the schema as the fields of an aid, and the digests that tell which of them changed. Pure."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from portail.aides.echanges.criteres_pro import conditions
from portail.aides.echanges.schema import Ligne
from portail.aides.echanges.textes import en_ligne, en_markdown
from portail.aides.echanges.themes import Themes, reconnaitre
from portail.aides.echanges.titres import Homonyme, avec_marque, couper, resume, titre_lisible
from portail.aides.mots import cle_de_tri
from portail.aides.vocabulaire import NATURES
from portail.core.formats import date_longue
from portail.core.lieux import lieu

Champs = dict[str, Any]
BENEFICIAIRES = {
    "professionnels": (("entreprise",), ("entreprise",)),
    "particuliers": (("personne_physique",), ("particulier",)),
    "associations": (("association",), ("association",)),
    "secteur public": (("collectivite", "etablissement_public"), ("collectivite", "etablissement-public")),
}
"""The kinds of applicants and the profiles that each target of the schema stands for.

« Professionnels » are companies: somebody who works alone applies with a SIRET, as one.
"""
_NATURES = {
    **{cle_de_tri(libelle): code for code, libelle in NATURES.items()},
    **{"don": "subvention", "prime": "subvention", "avance": "avance", "avance recuperable": "avance"},
    **{"bourse d etudes": "bourse", "capital": "participation", "prise de participation": "participation"},
    **{"conseil": "accompagnement", "formation": "accompagnement", "ingenierie": "accompagnement"},
    **{"etude": "accompagnement", "diagnostic": "accompagnement"},
}
_BASES = (
    ("de-minimis-agricole", r"minimis.*agri|1408/2013"),
    ("de-minimis-peche", r"minimis.*p[eê]che|717/2014"),
    ("de-minimis-sieg", r"minimis.*(sieg|g[eé]n[eé]ral)|2023/2832"),
    ("de-minimis", r"minimis|2023/2831|1407/2013"),
    ("rgec", r"rgec|651/2014"),
    ("exemption-agricole", r"2022/2472|702/2014"),
    ("exemption-peche", r"2022/2473|1388/2014"),
)
_INSTRUCTEUR = "instructeur"
LIEUX_DITS = 3
MARQUE_MAX = 150
"""Signs of each thing that is added to a title to tell it from another."""


@dataclass(frozen=True)
class Convertie:
    """An aid as its row says it: groups of fields that change together, and its deposit window."""

    reference: str
    groupes: dict[str, Champs]
    fenetre: tuple[date | None, date | None]
    mise_a_jour: str
    empreintes: dict[str, str] = field(default_factory=dict)
    ligne: str = ""
    """The digest of the row itself."""
    marque: str = ""

    def avec(self, marque: str) -> "Convertie":
        """The same with a title that is told from others."""
        if marque == self.marque:
            return self
        titre = {"titre": avec_marque(self.groupes["titre"]["titre"], marque)}
        empreintes = self.empreintes | {"titre": empreinte(titre)}
        return replace(self, groupes=self.groupes | {"titre": titre}, empreintes=empreintes, marque=marque)

    @property
    def champs(self) -> Champs:
        """Every field of the aid that the row fills."""
        return {nom: valeur for groupe in self.groupes.values() for nom, valeur in groupe.items()}


def convertir(ligne: Ligne, brute: str = "") -> Convertie:
    """The fields of a row; `brute` is its digest as it was written."""
    titre = titre_lisible(ligne.titre)
    description = en_markdown(ligne.description)
    porteur = _instructeur(ligne)
    themes = reconnaitre(ligne.programmes_parents)
    groupes = {
        "titre": {"titre": titre},
        "resume": {"resume": resume(ligne.promesse, titre, description, porteur)},
        "description": {"description": description},
        "eligibilite": {"eligibilite": en_markdown(ligne.eligibilite)},
        "cibles": _cibles(ligne.cibles),
        "themes": _themes(themes),
        "types": {"types_aides": ligne.types_aides, "nature": _nature(ligne.types_aides)},
        "porteurs": {"porteurs": ligne.porteurs, "service_instructeur": porteur},
        "territoire": {
            "territoires": ligne.eligibilite_geographique,
            "territoires_exclus": ligne.eligibilite_geographique_exclusions,
            "territoire_libelle": territoire_libelle(
                ligne.eligibilite_geographique, ligne.eligibilite_geographique_exclusions
            ),
        },
        "source": {"source": ligne.url_source},
        "bases": _bases(ligne.base_juridique),
        "conditions": {"conditions": conditions(ligne)},
    }
    fenetre = (ligne.date_ouverture, ligne.date_cloture)
    empreintes = {nom: empreinte(groupe) for nom, groupe in groupes.items()}
    empreintes["fenetre"] = empreinte(fenetre)
    return Convertie(ligne.id, groupes, fenetre, ligne.date_mise_a_jour, empreintes, brute)


def empreinte(valeur: Any) -> str:
    """A short digest of a value, for telling whether a feed changed it."""
    dite = json.dumps(valeur, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(dite.encode()).digest()[:9]).decode()


def cle_de_titre(titre: str) -> str:
    """What aids of the same title are found by."""
    return cle_de_tri(en_ligne(titre))


def homonyme(ligne: Ligne) -> tuple[str, Homonyme]:
    """What aids of the same title are found and told apart by."""
    themes = ", ".join(dict.fromkeys(_theme_court(valeur) for valeur in ligne.programmes_parents))
    fin = f"jusqu’au {date_longue(ligne.date_cloture)}" if ligne.date_cloture else ""
    porteur = _nom_court(_instructeur(ligne))
    marques = Homonyme(couper(en_ligne(themes), MARQUE_MAX), couper(porteur, MARQUE_MAX), fin)
    return cle_de_titre(ligne.titre), marques


def _theme_court(valeur: str) -> str:
    """« Énergie, air et climat » rather than all it holds in brackets."""
    famille, _, sujet = valeur.partition(">")
    return re.sub(r"\s*\([^)]*\)?\s*$", "", (sujet or famille).strip())


def _nom_court(nom: str) -> str:
    """« ADEME » for « ADEME - Agence de l'Environnement… »."""
    debut, tiret, _ = nom.partition(" - ")
    return debut if tiret and len(debut) > 2 else nom


def _instructeur(ligne: Ligne) -> str:
    noms = [porteur["nom"] for porteur in ligne.porteurs if _INSTRUCTEUR in porteur["roles"]]
    nom = str((noms or [porteur["nom"] for porteur in ligne.porteurs] or [""])[0])
    return re.sub(r"\(\s+", "(", re.sub(r"^\d[\dAB]{1,2} - ", "", nom))  # « 19 - Conseil départemental… »


def _cibles(cibles: Iterable[str]) -> Champs:
    dites = [BENEFICIAIRES[cible] for cible in cibles]
    return {
        "beneficiaires": list(dict.fromkeys(code for codes, _ in dites for code in codes)),
        "profils": list(dict.fromkeys(code for _, codes in dites for code in codes)),
    }


def _themes(themes: Themes) -> Champs:
    """What was understood stays among the key words, as written: it is searched, and goes out again."""
    return {
        "thematiques": themes.thematiques,
        "sous_thematiques": themes.sous_thematiques,
        "mots_cles": themes.mots_cles,
        "programmes": themes.programmes,
    }


def _nature(types: Iterable[str]) -> str:
    """What is given, when the kinds of the schema say it: « financement » may be a grant or a loan."""
    natures = {code for un in types if (code := _NATURES.get(cle_de_tri(un)))}
    return natures.pop() if len(natures) == 1 and len(list(types)) == 1 else ""


def territoire_libelle(codes: list[str], exclus: list[str]) -> str:
    """« Nouvelle-Aquitaine », « Dordogne et Gironde », « France, sauf Corse »."""
    dits = _enumerer(codes)
    return f"{dits}, sauf {_enumerer(exclus)}" if dits and exclus else dits


def _enumerer(codes: list[str]) -> str:
    noms = [trouve.nom if (trouve := lieu(code)) else code for code in codes]
    if len(noms) > LIEUX_DITS + 1:
        noms = [*noms[:LIEUX_DITS], f"{len(noms) - LIEUX_DITS} autres territoires"]
    return " et ".join(filter(None, [", ".join(noms[:-1]), *noms[-1:]]))


def _bases(bases: list[dict[str, str]]) -> Champs:
    codes = []
    for base in bases:
        dite = f"{base['libelle']} {base['lien']}".lower()
        codes += [code for code, motif in _BASES if re.search(motif, dite)][:1]
    return {
        "bases_juridiques": list(dict.fromkeys(codes)),
        "documents_informatifs": [{"nom": base["libelle"], "adresse": base["lien"]} for base in bases],
    }
