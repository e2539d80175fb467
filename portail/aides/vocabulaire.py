"""The closed lists an aid is described with: codes are stored and travel in addresses, labels are read.

Themes, sub-themes and profiles are those the Région Nouvelle-Aquitaine sorts its public feed by.
"""

from portail.demandeurs.rules import TypeDemandeur

BENEFICIAIRES: dict[str, str] = {genre.value: genre.libelle for genre in TypeDemandeur}
"""The kinds of applicants, in the order of the sign-up form."""

THEMATIQUES: dict[str, str] = {
    "agriculture": "Agriculture et alimentation",
    "territoire": "Aménagement du territoire",
    "culture": "Culture et patrimoine",
    "economie": "Économie et entreprises",
    "environnement": "Environnement et énergie",
    "formation": "Formation et enseignement supérieur",
    "mobilites": "Mobilités",
    "sante": "Santé",
    "sport": "Sport",
    "vie-associative": "Vie associative",
}
"""The themes of the catalogue, in alphabetical order of their labels."""

SOUS_THEMATIQUES: dict[str, dict[str, str]] = {
    "agriculture": {
        "agricole": "Agriculture",
        "agroalimentaire": "Agroalimentaire",
        "bio": "Agriculture biologique",
        "bois-foret": "Bois et forêt",
        "peche": "Pêche et aquaculture",
    },
    "territoire": {
        "economie-territoriale": "Économie territoriale",
        "foncier": "Foncier",
        "infrastructures": "Infrastructures",
        "logement": "Logement",
        "numerique": "Numérique",
        "politique-ville": "Politique de la ville",
        "europe": "Europe et international",
        "tiers-lieux": "Tiers-lieux",
        "tourisme": "Tourisme",
    },
    "culture": {
        "cinema": "Cinéma et audiovisuel",
        "livre-disque": "Disque et livre",
        "education-artistique": "Éducation artistique et culturelle",
        "equipements-culturels": "Équipements culturels",
        "langues": "Langues et cultures régionales",
        "manifestations": "Manifestations culturelles",
        "patrimoine": "Patrimoine et inventaire",
    },
    "economie": {
        "artisanat": "Artisanat et commerce",
        "creation": "Création d’entreprise",
        "developpement": "Développement d’entreprise",
        "emploi": "Emploi",
        "ess": "Économie sociale et solidaire",
        "export": "Export et développement international",
        "filieres": "Filières",
        "financement": "Financement",
        "innovation": "Innovation",
        "recherche": "Recherche",
        "transmission": "Reprise et transmission",
    },
    "environnement": {
        "biodiversite": "Biodiversité",
        "climat": "Climat",
        "dechets": "Déchets",
        "eau": "Eau",
        "economie-circulaire": "Économie circulaire",
        "economies-energie": "Économies d’énergie",
        "energies-renouvelables": "Énergies renouvelables",
        "littoral": "Littoral",
        "risques": "Risques naturels et technologiques",
    },
    "formation": {
        "apprentissage": "Apprentissage",
        "colleges-lycees": "Collèges et lycées",
        "enseignement-superieur": "Enseignement supérieur",
        "formation-professionnelle": "Formation professionnelle",
        "insertion": "Insertion professionnelle",
        "mobilite-internationale": "Mobilité internationale",
        "orientation": "Orientation",
    },
    "mobilites": {
        "transports": "Transports collectifs",
        "velo": "Vélo et marche",
        "vehicules": "Véhicules propres",
    },
    "sante": {
        "sanitaire-social": "Sanitaire et social",
        "acces-aux-soins": "Accès aux soins",
        "solidarite": "Solidarité",
    },
    "sport": {
        "equipements-sportifs": "Équipements sportifs",
        "clubs": "Clubs et pratiques",
        "manifestations-sportives": "Manifestations sportives",
    },
    "vie-associative": {
        "associations": "Fonctionnement et projets associatifs",
        "citoyennete": "Engagement et citoyenneté",
        "egalite": "Égalité",
    },
}
"""The sub-themes of each theme; a code belongs to one theme only."""

PROFILS: dict[str, str] = {
    "agriculteur": "Agriculteur",
    "apprenti": "Apprenti",
    "association": "Association",
    "collectivite": "Collectivité territoriale",
    "collegien": "Collégien",
    "demandeur-emploi": "Demandeur d’emploi",
    "entreprise": "Entreprise",
    "etablissement-public": "Établissement public",
    "etudiant": "Étudiant",
    "incubateur": "Incubateur, pépinière, tiers-lieu",
    "jeune-actif": "Jeune actif",
    "laboratoire": "Laboratoire de recherche",
    "lyceen": "Lycéen",
    "organisation-professionnelle": "Organisation professionnelle",
    "particulier": "Particulier",
    "salarie": "Salarié",
    "universite": "Université, enseignement supérieur, recherche",
}
"""Who an aid is meant for, finer than the kind of applicant."""

PROFILS_DE: dict[TypeDemandeur, tuple[str, frozenset[str]]] = {
    TypeDemandeur.PERSONNE_PHYSIQUE: (
        "particulier",
        frozenset(PROFILS)
        - {"association", "collectivite", "entreprise", "etablissement-public", "incubateur"}
        - {"laboratoire", "organisation-professionnelle", "universite"},
    ),
    TypeDemandeur.ASSOCIATION: (
        "association",
        frozenset(("association", "incubateur", "laboratoire", "organisation-professionnelle")),
    ),
    TypeDemandeur.ENTREPRISE: (
        "entreprise",
        frozenset(("agriculteur", "entreprise", "incubateur", "laboratoire", "organisation-professionnelle")),
    ),
    TypeDemandeur.COLLECTIVITE: ("collectivite", frozenset(("collectivite", "incubateur"))),
    TypeDemandeur.ETABLISSEMENT_PUBLIC: (
        "etablissement-public",
        frozenset(("etablissement-public", "incubateur", "laboratoire", "universite")),
    ),
    TypeDemandeur.AUTRE: (
        "",
        frozenset(("incubateur", "laboratoire", "organisation-professionnelle", "universite")),
    ),
}
"""For each kind of applicant, the profile that every one of them is, and those it may be."""

NATURES: dict[str, str] = {
    "subvention": "Subvention",
    "bourse": "Bourse",
    "pret": "Prêt",
    "avance": "Avance remboursable",
    "garantie": "Garantie",
    "participation": "Prise de participation",
    "accompagnement": "Accompagnement",
}
"""What the Région gives."""

ETATS: dict[str, str] = {
    "ouverte": "Ouverte aujourd’hui",
    "permanente": "Ouverte en permanence",
    "bientot": "Ouvre bientôt",
}
"""What one may look for in the deposit windows: may deposit today (for good or not), for good, soon."""

FONDS_EUROPEENS: dict[str, str] = {
    "feder": "FEDER",
    "fse": "FSE+",
    "feader": "FEADER",
    "feampa": "FEAMPA",
    "leader": "LEADER",
    "interreg": "Interreg",
    "ftj": "Fonds de transition juste",
}
"""The European funds that may take part."""

BASES_JURIDIQUES: dict[str, str] = {
    "de-minimis": "De minimis : règlement (UE) 2023/2831",
    "de-minimis-agricole": "De minimis agricole : règlement (UE) 1408/2013",
    "de-minimis-peche": "De minimis pêche : règlement (UE) 717/2014",
    "de-minimis-sieg": "De minimis SIEG : règlement (UE) 2023/2832",
    "rgec": "Règlement général d’exemption par catégorie (UE) 651/2014",
    "exemption-agricole": "Règlement d’exemption agricole (UE) 2022/2472",
    "exemption-peche": "Règlement d’exemption pêche (UE) 2022/2473",
    "hors-aide-etat": "Ne constitue pas une aide d’État",
}
"""The rule of State aid law an aid stands on."""

_EXEMPTION = (
    "L’Union européenne autorise d’avance ce type d’aide, dans la limite de plafonds qu’elle a fixés."
)
BASES_EXPLIQUEES: dict[str, str] = {
    "de-minimis": "Une même entreprise ne peut pas recevoir plus de 300\u202f000\u00a0€ d’aides de minimis "
    "en trois ans, tous financeurs réunis.",
    "de-minimis-agricole": "Une même exploitation ne peut pas recevoir plus de 50\u202f000\u00a0€ d’aides de "
    "minimis agricoles en trois ans, tous financeurs réunis.",
    "de-minimis-peche": "Une même entreprise de pêche ne peut pas recevoir plus de 30\u202f000\u00a0€ "
    "d’aides de minimis en trois exercices, tous financeurs réunis.",
    "de-minimis-sieg": "Un organisme chargé d’un service d’intérêt général ne peut pas recevoir plus de "
    "750\u202f000\u00a0€ d’aides de ce type en trois ans, tous financeurs réunis.",
    "rgec": _EXEMPTION,
    "exemption-agricole": _EXEMPTION,
    "exemption-peche": _EXEMPTION,
    "hors-aide-etat": "Elle ne compte dans aucun plafond d’aides aux entreprises.",
}
"""What each means for who asks, in one sentence."""

ROLES: dict[str, str] = {
    "financeur": "finance l’aide",
    "instructeur": "examine les demandes",
    "diffuseur": "fait connaître l’aide",
}
"""What a partner does for an aid, as the national schema names it."""


def thematique_de(sous_thematique: str) -> str:
    """The theme a sub-theme belongs to, or an empty text when no list knows it."""
    return next((theme for theme, sous in SOUS_THEMATIQUES.items() if sous_thematique in sous), "")
