"""What the screens of the catalogue show: frozen, plain values, written out in French."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portail.aides.models import Aide, FenetreDepot, VersionReglement
from portail.aides.rules import Etat, Fenetre, Situation, situation
from portail.aides.vocabulaire import BENEFICIAIRES, NATURES, THEMATIQUES
from portail.core.formats import date_longue, nombre, pluriel

BIENTOT = 15
"""Days left from which an end is told as near."""


@dataclass(frozen=True)
class Carte:
    """An aid in a list. `ton` colours the badge: « success », « warning », « info » or « neutral ».

    `titre` and `resume` are pieces of text, every second one highlighted: a text without highlight is one.
    """

    slug: str
    titre: tuple[str, ...]
    resume: tuple[str, ...]
    pour: str
    montant: str
    quand: str  # « Ouverte jusqu’au 12 mars 2027 · 25 jours »
    ton: str
    nature: str = ""
    nouvelle: bool = False  # published less than 30 days ago


@dataclass(frozen=True)
class Periode:
    """A deposit window in the table of the sheet; `etat` is « Terminée », « En cours » or « À venir »."""

    dates: str
    libelle: str
    commission: str
    etat: str
    ton: str


@dataclass(frozen=True)
class Document:
    """A document to join."""

    nom: str
    facultatif: bool


@dataclass(frozen=True)
class VersionVue:
    """A version of the règlement: « Depuis le 1er mars 2026 », and where its PDF is."""

    quand: str
    adresse: str
    en_vigueur: bool
    acte: str


@dataclass(frozen=True)
class FicheAide:
    """The sheet of an aid. `description` and `eligibilite` are Markdown; what is empty is not shown."""

    slug: str = ""
    titre: str = ""
    resume: str = ""
    quand: str = ""
    ton: str = "neutral"
    jours: str = ""  # « 25 »
    jours_libelle: str = ""  # « jours pour déposer votre demande »
    delai: str = ""
    depot_possible: bool = False
    en_ligne: bool = False
    reglement: str = ""  # the address of the one that applies
    reglements: tuple[VersionVue, ...] = ()
    description: str = ""
    qui: str = ""
    pour: str = ""
    eligibilite: str = ""
    territoire: str = ""
    thematiques: str = ""
    nature: str = ""
    montant: str = ""
    chiffres: tuple[tuple[str, str], ...] = ()  # (« Taux maximal », « 20 % »)
    depenses: tuple[str, ...] = ()
    periodes: tuple[Periode, ...] = ()
    documents: tuple[Document, ...] = ()
    contact: str = ""
    telephone: str = ""
    mail: str = ""
    source: str = ""


def fenetre(ligne: FenetreDepot) -> Fenetre:
    """The window of a row, as the rules read it."""
    return Fenetre(ligne.ouvre_le, ligne.ferme_le, ligne.libelle, ligne.commission_le, ligne.commission_texte)


def quand(vue: Situation, jour: date) -> str:
    """The state of an aid in a few words: « Ouverte jusqu’au 12 mars 2027 »."""
    match vue.etat:
        case Etat.OUVERTE:
            fin = vue.fenetre.ferme_le if vue.fenetre and vue.fenetre.ferme_le else jour
            return f"Ouverte jusqu’au {date_longue(fin)}"
        case Etat.PERMANENTE:
            return "Ouverte en permanence"
        case Etat.A_VENIR:
            ouverture = _ouverture(vue)
            return f"Ouvre le {ouverture}" if ouverture else "Bientôt ouverte, dates à préciser"
        case Etat.FERMEE:
            if ouverture := _ouverture(vue):
                return f"Fermée · rouvre le {ouverture}"
            if vue.annoncee:
                return "Fermée · rouvre bientôt, dates à préciser"
            fin_connue = vue.derniere and vue.derniere.ferme_le
            return f"Fermée depuis le {date_longue(fin_connue)}" if fin_connue else "Fermée"


def _ouverture(vue: Situation) -> str:
    prochaine = vue.prochaine.ouvre_le if vue.prochaine else None
    return date_longue(prochaine) if prochaine else ""


def quand_et_reste(vue: Situation, jour: date) -> str:
    """The same with the days left, for a badge: « Ouverte jusqu’au 12 mars 2027 · 25 jours »."""
    if vue.jours is None:
        return quand(vue, jour)
    return f"{quand(vue, jour)} · {pluriel(vue.jours, 'jour') if vue.jours else 'dernier jour'}"


def ton(vue: Situation) -> str:
    """The colour of that state."""
    if vue.etat is Etat.OUVERTE and vue.jours is not None and vue.jours <= BIENTOT:
        return "warning"
    return {Etat.FERMEE: "neutral", Etat.A_VENIR: "info"}.get(vue.etat, "success")


def delai(vue: Situation, jour: date) -> str:
    """What that state means for somebody who wants to ask."""
    if vue.etat is Etat.PERMANENTE:
        return "Vous pouvez déposer votre demande à tout moment."
    if vue.etat is Etat.OUVERTE:
        dernier = "C’est le dernier jour : vous pouvez déposer votre demande jusqu’à minuit, heure de Paris."
        return "" if vue.jours else dernier  # the days left are shown in large instead
    if vue.prochaine and vue.prochaine.ouvre_le:
        attente = pluriel((vue.prochaine.ouvre_le - jour).days, "jour")
        return f"Vous pourrez déposer votre demande à partir de cette date, dans {attente}."
    if vue.annoncee:
        return "Une nouvelle période de dépôt est annoncée ; ses dates ne sont pas encore connues."
    return "Aucune nouvelle période de dépôt n’est annoncée."


def libelles(codes: Iterable[str], liste: dict[str, str]) -> tuple[str, ...]:
    """The labels of codes, in the order of their list."""
    voulus = set(codes)
    return tuple(libelle for code, libelle in liste.items() if code in voulus)


def pour(beneficiaires: Iterable[str]) -> str:
    """Who may ask, on one line: « Association, entreprise »."""
    premiers = ", ".join(libelle.lower() for libelle in libelles(beneficiaires, BENEFICIAIRES))
    return premiers[:1].upper() + premiers[1:]


def chiffres(aide: Aide) -> tuple[tuple[str, str], ...]:
    """The amounts and the rate of an aid that are known, with their names."""
    lignes: tuple[tuple[str, Decimal | None, str], ...] = (
        ("Taux maximal", aide.taux_max, "%"),
        ("Montant minimal", aide.plancher, "€"),
        ("Montant maximal", aide.plafond, "€"),
    )
    return tuple((nom, f"{nombre(_simple(n))}\u00a0{unite}") for nom, n, unite in lignes if n is not None)


def _simple(n: Decimal) -> Decimal | int:
    return int(n) if n == n.to_integral_value() else n


def periodes(fenetres: Sequence[Fenetre], jour: date) -> tuple[Periode, ...]:
    """Every deposit window, oldest first."""
    return tuple(
        _periode(f, jour)
        for f in sorted(fenetres, key=lambda f: (f.ouvre_le or date.max, f.ferme_le or date.max))
    )


def _periode(f: Fenetre, jour: date) -> Periode:
    if not f.ouvre_le:
        dates = "Dates à préciser"
    elif f.ferme_le:
        dates = f"Du {date_longue(f.ouvre_le)} au {date_longue(f.ferme_le)}"
    else:
        dates = (
            f"Depuis le {date_longue(f.ouvre_le)}" if f.ouverte(jour) else f"Dès le {date_longue(f.ouvre_le)}"
        )
    etat, couleur = ("À venir", "info")
    if f.ouverte(jour):
        etat, couleur = ("En cours", "success")
    elif f.passee(jour):
        etat, couleur = ("Terminée", "neutral")
    commission = date_longue(f.commission_le) if f.commission_le else f.commission_texte
    return Periode(dates, f.libelle, commission, etat, couleur)


def versions_vues(slug: str, reglements: Sequence[VersionReglement], jour: date) -> tuple[VersionVue, ...]:
    """Every version of the règlement, the latest first as given, and which one applies on that day."""
    vues: list[VersionVue] = []
    fin: date | None = None  # the day from which the next one applies
    for version in reglements:
        debut = version.applicable_le
        if debut > jour:
            quand = f"À partir du {date_longue(debut)}"
        elif fin and fin <= jour:
            quand = f"Du {date_longue(debut)} au {date_longue(fin - timedelta(days=1))}"
        else:
            quand = f"Depuis le {date_longue(debut)}"
        adresse = f"/api/aides/{slug}/reglement.pdf?version={debut}"
        applique = debut <= jour and not (fin and fin <= jour)
        vues.append(VersionVue(quand, adresse, applique, version.acte))
        fin = debut
    return tuple(vues)


def fiche(
    aide: Aide,
    fenetres: Sequence[Fenetre],
    jour: date,
    *,
    en_ligne: bool,
    reglements: Sequence[VersionReglement] = (),
) -> FicheAide:
    """The sheet of an aid on a day."""
    vue, toutes = situation(fenetres, jour), versions_vues(aide.slug, reglements, jour)
    return FicheAide(
        slug=aide.slug,
        titre=aide.titre,
        resume=aide.resume,
        quand=quand(vue, jour),
        ton=ton(vue),
        jours=nombre(vue.jours) if vue.jours else "",
        jours_libelle=f"jour{'s' if (vue.jours or 0) > 1 else ''} pour déposer votre demande",
        delai=delai(vue, jour),
        depot_possible=vue.etat.depot_possible,
        en_ligne=en_ligne,
        reglement=next((v.adresse for v in toutes if v.en_vigueur), ""),
        reglements=toutes,
        description=aide.description,
        qui=aide.qui,
        pour=pour(aide.beneficiaires),
        eligibilite=aide.eligibilite,
        territoire=aide.territoire_libelle,
        thematiques=", ".join(libelles(aide.thematiques, THEMATIQUES)),
        nature=NATURES.get(aide.nature, aide.nature),
        montant=aide.montant_texte,
        chiffres=chiffres(aide),
        depenses=tuple(aide.depenses),
        periodes=periodes(fenetres, jour),
        documents=tuple(Document(d["nom"], not d["obligatoire"]) for d in aide.documents),
        contact=aide.contact.get("service", ""),
        telephone=aide.contact.get("telephone", ""),
        mail=aide.contact.get("mail", ""),
        source=aide.source,
    )
