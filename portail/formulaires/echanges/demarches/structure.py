"""The headings of demarches-simplifiees as steps, sections and titles, of the sizes that a form takes."""

from typing import Any

from portail.formulaires.echanges.demarches.blocs import Blocs, muet
from portail.formulaires.echanges.demarches.champs import Champ, Traducteur
from portail.formulaires.echanges.demarches.fichier import Descripteur
from portail.formulaires.echanges.demarches.textes import couper, noms_d_etapes, paragraphes

ETAPES_MAX = 30
_SECTIONS_MAX = 80
_CHAMPS_MAX = 100
"""What stands by itself in a step, or in one section."""

Etape = dict[str, Any]


class Structure:
    """Puts fields one after the other into steps and their sections."""

    def __init__(self, traducteur: Traducteur, titre: str) -> None:
        self._traducteur, self._rapport = traducteur, traducteur.rapport
        self._blocs, self._noms, self._titre = Blocs(traducteur), noms_d_etapes(), titre
        self._etapes: list[tuple[Descripteur | None, Etape]] = []
        self._section: Champ | None = None

    def batir(self, champs: tuple[Descripteur, ...]) -> list[Etape]:
        """The steps of these fields."""
        niveaux = [niveau for un in champs if (niveau := _niveau(un))]
        premier = min(niveaux, default=1)
        for un in champs:
            if niveau := _niveau(un):
                self._traducteur.signaler(un)
                self._intertitre(un, niveau - premier)
            elif un.genre == "repetition":
                self._poser(self._blocs.traduire(un))
            else:
                self._poser(self._traducteur.traduire(un))
        return [self._finir(etape) for etape in self._pleines()]

    def _intertitre(self, un: Descripteur, rang: int) -> None:
        if un.donnees.get("condition"):
            self._rapport.adapter(un, "sa condition ne cachait que l’intertitre : elle n’est pas reprise")
        if rang == 0 and len(self._etapes) < ETAPES_MAX:
            self._ouvrir(un)
            return
        if rang == 0:
            self._rapport.adapter(un, f"un formulaire a {ETAPES_MAX} étapes au plus : c’est une section")
        sections = sum(champ["type"] == "section" for champ in self._ici["champs"])
        if rang > 1 or sections >= _SECTIONS_MAX:
            self._poser(self._traducteur.titre(un))
        else:
            self._ouvrir_section(un)
        for enfant in un.enfants:
            self._poser([*self._traducteur.suivre(enfant)])

    def _ouvrir(self, un: Descripteur) -> None:
        titre, suite = couper(self._traducteur.libelle(un))
        intro, champs = self._traducteur.sous(paragraphes(suite, un.description))
        etape: Etape = {
            "id": self._noms.prendre(un.libelle),
            "titre": titre,
            "intro": intro,
            "champs": champs,
        }
        self._etapes.append((un, etape))
        self._section = None
        self._rapport.reprendre(un, str(etape["id"]))
        for enfant in un.enfants:
            self._poser([*self._traducteur.suivre(enfant)])

    def _ouvrir_section(self, un: Descripteur) -> None:
        libelle, suite = couper(self._traducteur.libelle(un))
        intro, champs = self._traducteur.sous(paragraphes(suite, un.description))
        nom = self._traducteur.noms.prendre(un.libelle)
        section = {"id": nom, "type": "section", "libelle": libelle, "intro": intro, "champs": champs}
        self._ici["champs"].append(section)
        self._section = section
        self._rapport.reprendre(un, nom)

    @property
    def _ici(self) -> Etape:
        if not self._etapes:
            etape = {"id": self._noms.prendre(self._titre), "titre": self._titre, "intro": "", "champs": []}
            self._etapes.append((None, etape))
        return self._etapes[-1][1]

    def _poser(self, champs: list[Champ]) -> None:
        (self._section or self._ici)["champs"].extend(champs)

    def _pleines(self) -> list[Etape]:
        """The steps that hold something; the heading of another is a title in the next one, or the last."""
        pleines: list[Etape] = []
        attente: list[Champ] = []
        for rang, (un, etape) in enumerate(self._etapes):
            if un is not None and not etape["champs"]:
                self._rapport.adapter(un, "cette étape était vide : c’est un titre")
                attente += self._traducteur.titre(un)
            elif un is None and rang + 1 < len(self._etapes) and muet(etape["champs"]):
                attente += etape["champs"]  # a few words before the first heading make no page
            else:
                etape["champs"][:0] = attente
                attente = []
                pleines.append(etape)
        if attente and pleines:
            pleines[-1]["champs"] += attente
        return pleines

    def _finir(self, etape: Etape) -> Etape:
        """A step whose sections hold something, and neither they nor it too much."""
        champs: list[Champ] = []
        seuls = 0
        for champ in etape["champs"]:
            if champ["type"] == "section":
                champs += self._decouper(champ)
                seuls = _CHAMPS_MAX  # what comes after a section is in one
            elif seuls < _CHAMPS_MAX:
                champs.append(champ)
                seuls += 1
            else:
                self._a_la_suite(champs, champ, etape["titre"])
        return {**etape, "champs": champs}

    def _decouper(self, section: Champ) -> list[Champ]:
        dedans = section["champs"]
        if not dedans:
            titre = {"id": section["id"], "type": "titre", "libelle": section["libelle"]}
            return [titre, *self._traducteur.explications(section["intro"])]
        faites = [{**section, "champs": dedans[:_CHAMPS_MAX]}]
        for champ in dedans[_CHAMPS_MAX:]:
            self._a_la_suite(faites, champ, section["libelle"])
        return faites

    def _a_la_suite(self, champs: list[Champ], champ: Champ, libelle: str) -> None:
        """Put it in the section that ends these, or in a new one when that is full."""
        derniere = champs[-1]
        if derniere["type"] != "section" or len(derniere["champs"]) >= _CHAMPS_MAX:
            nom = self._traducteur.noms.prendre(f"{libelle} suite")
            derniere = {"id": nom, "type": "section", "libelle": f"{libelle} (suite)", "champs": []}
            champs.append(derniere)
        derniere["champs"].append(champ)


def _niveau(un: Descripteur) -> int:
    """Of a heading, the first being 1; of anything else, 0."""
    if un.genre != "headersection":
        return 0
    niveau = un.donnees.get("level")
    return niveau if isinstance(niveau, int) and not isinstance(niveau, bool) and 1 <= niveau <= 9 else 1
