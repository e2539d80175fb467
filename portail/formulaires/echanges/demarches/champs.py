"""A field of demarches-simplifiees in the language of forms: its own type, or the nearest, which is said."""

from collections.abc import Sequence
from typing import Any

from portail.core.saisie import nettoyer, une_ligne
from portail.formulaires.echanges.demarches.fichier import Descripteur
from portail.formulaires.echanges.demarches.listes import Listes
from portail.formulaires.echanges.demarches.rapport import Rapport
from portail.formulaires.echanges.demarches.textes import (
    INTRO_MAX,
    couper,
    morceaux,
    noms_de_champs,
    paragraphes,
)

Champ = dict[str, Any]

_SIMPLES = {
    "text": "texte",
    "textarea": "texte_long",
    "number": "decimal",
    "integernumber": "entier",
    "decimalnumber": "decimal",
    "date": "date",
    "datetime": "date_heure",
    "civilite": "civilite",
    "email": "mail",
    "phone": "telephone",
    "address": "adresse",
    "commune": "commune",
    "iban": "iban",
    "siret": "siret",
    "rna": "rna",
    "yesno": "oui_non",
    "checkbox": "certification",
}
_REFERENCES = {"departement": "departements", "region": "regions", "pays": "pays", "epci": "epci"}
_SANS_FORME = "la forme attendue n’est pas dans ce fichier ; le type « formate » peut la vérifier"
_SANS_ANNUAIRE = "la réponse n’est pas cherchée dans son annuaire : c’est un texte"
_PROCHES = {
    "formatted": ("texte", _SANS_FORME),
    "expressionreguliere": ("texte", _SANS_FORME),
    "rnf": ("texte", _SANS_ANNUAIRE),
    "annuaireeducation": ("texte", _SANS_ANNUAIRE),
    "referentiel": ("texte", _SANS_ANNUAIRE),
    "cnaf": ("texte", "la CNAF n’est pas interrogée : c’est un texte"),
    "dgfip": ("texte", "l’administration fiscale n’est pas interrogée : c’est un texte"),
    "poleemploi": ("texte", "France Travail n’est pas interrogé : c’est un texte"),
    "mesri": ("texte", "le numéro INE n’est pas vérifié : c’est un texte"),
    "cojo": ("texte", "l’accréditation n’est pas vérifiée : c’est un texte"),
    "engagementjuridique": ("texte", "l’engagement n’est pas cherché dans Chorus : c’est un texte"),
    "dossierlink": ("texte", "le numéro du dossier lié n’est pas vérifié : c’est un texte"),
    "carte": ("texte_long", "il n’y a pas de carte : le lieu se décrit en quelques lignes"),
}
_FICHIERS = {"piecejustificative", "titreidentite"}
_LUES = {
    "__typename",
    "type",
    "id",
    "label",
    "description",
    "required",
    "champDescriptors",
    "options",
    "otherOption",
    "level",
    "fileTemplate",
    "collapsibleExplanationEnabled",
    "collapsibleExplanationText",
    "condition",
}


class Traducteur:
    """Makes fields, each under a name of its own, and says in the report what they became."""

    def __init__(self, rapport: Rapport, combien: int) -> None:
        """For a form of so many fields."""
        self.rapport = rapport
        self.faits: list[tuple[Descripteur, Champ]] = []
        """Each question with what it made."""
        self.noms = noms_de_champs()
        self._listes = Listes(rapport, combien)

    def traduire(self, un: Descripteur) -> list[Champ]:
        """What a field makes, headings and blocks excepted: most often one, with explanations before it."""
        self.signaler(un)
        faits = self._explication(un) if un.genre == "explication" else self._question(un)
        self.rapport.reprendre(un, *(fait["id"] for fait in faits))
        return faits

    def titre(self, un: Descripteur) -> list[Champ]:
        """A heading, and what it says under it."""
        libelle, suite = couper(self.libelle(un))
        titre = {"id": self.noms.prendre(un.libelle), "type": "titre", "libelle": libelle}
        faits = [titre, *self.explications(paragraphes(suite, un.description))]
        self.rapport.reprendre(un, *(fait["id"] for fait in faits))
        return faits

    def explications(self, texte: str) -> list[Champ]:
        """A text by itself, in as many as it takes."""
        return [
            {"id": self.noms.prendre("explication"), "type": "explication", "texte": morceau}
            for morceau in morceaux(texte)
        ]

    def libelle(self, un: Descripteur) -> str:
        """What it is called; its name in the file when it is called nothing."""
        if un.libelle:
            return un.libelle
        self.rapport.adapter(un, "il n’avait pas de libellé")
        return f"Champ {un.ref}"

    def sous(self, texte: str) -> tuple[str, list[Champ]]:
        """What stands under a heading, and what is too long for it."""
        return (texte, []) if len(texte) <= INTRO_MAX else ("", self.explications(texte))

    def nommer(self, un: Descripteur, details: Champ) -> list[Champ]:
        """A question with its name, label and help, after what is too long for them."""
        libelle, suite = couper(self.libelle(un))
        if suite:
            self.rapport.adapter(un, "son long libellé continue dans l’aide")
        aide, avant = self.sous(paragraphes(suite, un.description, details.pop("aide", "")))
        champ = {"id": self.noms.prendre(un.libelle), "libelle": libelle, "aide": aide, **details}
        champ.setdefault("requis", un.requis)
        self.faits += [(un, fait) for fait in (*avant, champ)]
        return [*avant, champ]

    def _question(self, un: Descripteur) -> list[Champ]:
        details = self._details(un)
        faits = self.nommer(un, details)
        if un.enfants:
            self.rapport.adapter(un, "les champs qu’il contenait le suivent")
            faits += [fait for enfant in un.enfants for fait in self.suivre(enfant)]
        return faits

    def suivre(self, un: Descripteur) -> Sequence[Champ]:
        """What stands where no step, section or block can begin: all that it holds follows."""
        if un.genre in ("headersection", "repetition"):
            self.signaler(un)
            if un.genre == "repetition":
                self.rapport.adapter(
                    un,
                    "un bloc n’en contient pas d’autre : ses champs sont demandés une fois, là où il était",
                )
            return [*self.titre(un), *(fait for enfant in un.enfants for fait in self.suivre(enfant))]
        return self.traduire(un)

    def _details(self, un: Descripteur) -> Champ:
        """The type, and what is its own."""
        if un.genre in _SIMPLES:
            return {"type": _SIMPLES[un.genre]}
        if un.genre in _REFERENCES:
            return {"type": "reference", "liste": _REFERENCES[un.genre]}
        if un.genre == "dropdownlist":
            return self._listes.choix(un)
        if un.genre == "multipledropdownlist":
            return self._listes.choix_multiples(un)
        if un.genre == "linkeddropdownlist":
            return self._listes.choix_lies(un, self.libelle(un))
        if un.genre in _FICHIERS:
            return self._pieces(un)
        return self._proche(un)

    def _proche(self, un: Descripteur) -> Champ:
        if un.genre in _PROCHES:
            genre, raison = _PROCHES[un.genre]
            self.rapport.adapter(un, raison)
            return {"type": genre}
        inconnu = f"son type « {un.genre[:60]} » est inconnu" if un.genre else "son type n’est pas dit"
        if un.donnees.get("options"):
            self.rapport.adapter(un, f"{inconnu} : c’est un choix")
            return self._listes.choix(un)
        self.rapport.adapter(un, f"{inconnu} : c’est un texte")
        return {"type": "texte"}

    def _pieces(self, un: Descripteur) -> Champ:
        modele = un.donnees.get("fileTemplate")
        if modele:
            nom = modele.get("filename") if isinstance(modele, dict) else ""
            dit = f" « {une_ligne(nom)[:100]} »" if isinstance(nom, str) and nom else ""
            phrase = f"son modèle{dit} est à publier de nouveau, puis à nommer dans « modele »"
            self.rapport.adapter(un, f"{phrase} : l’adresse donnée ici ne dure pas")
        return {"type": "pieces", **({"familles": ["image"]} if un.genre == "titreidentite" else {})}

    def _explication(self, un: Descripteur) -> list[Champ]:
        texte = un.description or un.libelle or self.libelle(un)
        libelle, suite = couper(un.libelle if un.description else "")
        faits = self.explications(paragraphes(suite, texte))
        faits[0]["libelle"] = libelle
        replie = un.donnees.get("collapsibleExplanationText")
        if un.donnees.get("collapsibleExplanationEnabled") is True and isinstance(replie, str):
            faits += [
                {**fait, "libelle": "En savoir plus", "repliee": True}
                for fait in self.explications(nettoyer(replie))
            ]
        self.faits += [(un, fait) for fait in faits]
        faits += [fait for enfant in un.enfants for fait in self.suivre(enfant)]
        return faits

    def signaler(self, un: Descripteur) -> None:
        """Say that the file tells something of a field that nobody reads."""
        if not un.donnees:
            self.rapport.adapter(un, "le fichier n’en dit rien")
        autres = [nom for nom, valeur in un.donnees.items() if nom not in _LUES and valeur not in _VIDES]
        if autres:
            cites = ", ".join(f"« {une_ligne(nom)[:40]} »" for nom in autres[:10])
            self.rapport.adapter(un, f"ce que dit {cites} n’est pas repris")


_VIDES: tuple[object, ...] = (None, "", [], {}, False)
