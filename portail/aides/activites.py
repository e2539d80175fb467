"""What an organisation does, by INSEE's NAF rév. 2: sections to choose from, divisions to name. Pure.

A code is given with as much as is known of it: a section (« C »), a division (« 10 »), a class (« 10.71C »).
"""

from enum import Enum

SECTIONS: dict[str, str] = {
    "A": "Agriculture, sylviculture et pêche",
    "B": "Industries extractives",
    "C": "Industrie, artisanat de fabrication",
    "D": "Énergie",
    "E": "Eau, assainissement, déchets",
    "F": "Construction, travaux",
    "G": "Commerce, réparation d’automobiles",
    "H": "Transports et entreposage",
    "I": "Hébergement et restauration",
    "J": "Information, communication, numérique",
    "K": "Finance et assurance",
    "L": "Immobilier",
    "M": "Conseil, études, sciences et techniques",
    "N": "Services aux entreprises, location, voyages",
    "O": "Administration publique",
    "P": "Enseignement",
    "Q": "Santé et action sociale",
    "R": "Arts, spectacles, sport et loisirs",
    "S": "Associations, réparation, services aux personnes",
    "T": "Ménages employeurs",
    "U": "Activités extraterritoriales",
}
"""The sections, in words people recognise their own activity by."""

_PREMIERES = (
    ("01", "A"), ("05", "B"), ("10", "C"), ("35", "D"), ("36", "E"), ("41", "F"), ("45", "G"), ("49", "H"),
    ("55", "I"), ("58", "J"), ("64", "K"), ("68", "L"), ("69", "M"), ("77", "N"), ("84", "O"), ("85", "P"),
    ("86", "Q"), ("90", "R"), ("94", "S"), ("97", "T"), ("99", "U"),
)  # fmt: skip

_DIVISIONS: dict[str, str] = {
    "01": "agriculture",
    "02": "sylviculture et exploitation forestière",
    "03": "pêche et aquaculture",
    "10": "industries alimentaires",
    "11": "fabrication de boissons",
    "13": "textile",
    "14": "habillement",
    "15": "cuir et chaussure",
    "16": "travail du bois",
    "17": "papier et carton",
    "18": "imprimerie",
    "20": "chimie",
    "21": "pharmacie",
    "22": "caoutchouc et plastique",
    "23": "verre, céramique, béton",
    "24": "métallurgie",
    "25": "produits métalliques",
    "26": "électronique et optique",
    "27": "équipements électriques",
    "28": "machines",
    "29": "automobile",
    "30": "autres matériels de transport",
    "31": "meubles",
    "32": "autres industries manufacturières",
    "33": "réparation et installation de machines",
    "38": "déchets et récupération",
    "41": "construction de bâtiments",
    "43": "travaux de construction spécialisés",
    "47": "commerce de détail",
    "49": "transports terrestres",
    "55": "hébergement",
    "56": "restauration",
    "58": "édition",
    "59": "cinéma, vidéo, musique",
    "62": "programmation et conseil informatique",
    "72": "recherche et développement",
    "79": "agences de voyage",
    "85": "enseignement",
    "86": "santé",
    "87": "hébergement médico-social",
    "88": "action sociale",
    "90": "arts et spectacle vivant",
    "91": "bibliothèques, archives, musées",
    "93": "sport et loisirs",
    "94": "organisations associatives",
    "95": "réparation",
    "96": "services aux personnes",
}
"""The divisions aids name; another is named by its section."""


class Rapport(Enum):
    """What an activity is to one an aid asks for."""

    MEME = "meme"
    VOISINE = "voisine"  # of the same section
    AUTRE = "autre"
    INDECIS = "indecis"  # what is known of it does not tell


def section(code: str) -> str:
    """The section of a code, itself included; empty when the code is no activity."""
    code = _net(code)
    if len(code) == 1 and code in SECTIONS:
        return code
    if not (code[:2].isascii() and code[:2].isdigit() and len(code) >= 2):
        return ""
    return next((lettre for debut, lettre in reversed(_PREMIERES) if debut <= code[:2]), "")


def rapport(code: str, voulu: str) -> Rapport:
    """What the activity `code` is to the one an aid asks for, `voulu`; both as much as is known of them."""
    code, voulu = _net(code), _net(voulu)
    mienne, sienne = section(code), section(voulu)
    if not mienne or not sienne:
        return Rapport.INDECIS
    if mienne != sienne:
        return Rapport.AUTRE
    if len(voulu) == 1 or (len(code) > 1 and code.startswith(voulu)):
        return Rapport.MEME
    return Rapport.INDECIS if len(code) == 1 or voulu.startswith(code) else Rapport.VOISINE


def nom(code: str) -> str:
    """The name of an activity, without a capital; empty when the code is none."""
    net = _net(code)
    if net[:2] in _DIVISIONS:
        return _DIVISIONS[net[:2]]
    titre = SECTIONS.get(section(net), "")
    return titre[:1].lower() + titre[1:]


def _net(code: str) -> str:
    return code.strip().upper().replace(".", "")
