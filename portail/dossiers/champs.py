"""One field of a step as the screen shows it: its question, its answer, its error, the right keyboard."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from portail.core.adresse import PARTIES
from portail.core.formats import pluriel, taille
from portail.dossiers import rules
from portail.dossiers.cles import Place
from portail.dossiers.lignes import Ligne
from portail.dossiers.rangees import Rangees
from portail.dossiers.vues_champs import AdresseVue, ChampVue, OptionVue, PartieVue
from portail.dossiers.vues_pieces import EnvoiVue, PieceVue
from portail.formulaires.types import afficher
from portail.formulaires.types.base import Option, Question
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.declaration import Declaration
from portail.formulaires.types.ensembles import Bloc, Section
from portail.formulaires.types.lectures import Explication
from portail.formulaires.types.lieux import Adresse
from portail.formulaires.types.pieces import Pieces
from portail.formulaires.types.reference import Reference
from portail.formulaires.vocabulaire import Source
from portail.settings import settings

_REMPLISSAGE = {
    Source.NOM: "family-name",
    Source.PRENOM: "given-name",
    Source.NOM_COMPLET: "name",
    Source.MAIL: "email",
    Source.TELEPHONE: "tel",
    Source.ORGANISATION: "organization",
    Source.DATE_NAISSANCE: "bday",
}
"""The purposes of WCAG 1.3.5 (HTML Living Standard, autofill field names)."""


def vue_champ(
    numero: str,
    ici: Place,
    brut: object,
    lignes: Mapping[str, Ligne],
    pieces: list[PieceVue],
    en_cours: list[EnvoiVue],
    *,
    exiger: bool,
) -> ChampVue:
    """A field, with the files joined to it, and those on their way, if it takes any."""
    champ, examen = ici.element, ici.examen
    vue = ChampVue(
        id=ici.cle,
        type=champ.type,
        libelle=champ.libelle,
        texte=champ.texte if isinstance(champ, Explication | Declaration) else "",
        visible=ici.montree,
        rangee=ici.rangee,
        repliee=isinstance(champ, Explication) and champ.repliee,
    )
    if isinstance(champ, Calcul):
        return replace(vue, aide=champ.aide)
    if isinstance(champ, Section):
        return replace(vue, aide=champ.intro)
    if not isinstance(champ, Question):
        return vue
    vue = replace(
        vue,
        aide=" ".join(mot for mot in (champ.aide, champ.precision) if mot),
        requis=examen.requis(champ),
        erreur=examen.erreur(champ, exiger=exiger) or "",
    )
    if isinstance(champ, Pieces):
        return replace(_en_fichiers(vue, numero, champ), pieces=pieces, en_cours=en_cours)
    if isinstance(champ, Bloc):
        return replace(vue, suffixe=champ.nom_rangee, gestes=_remettre(lignes.get(champ.id)))
    cles = [f"{ici.cle}.{partie}" for partie in champ.parties] or [ici.cle]
    edition = max((lignes[cle].edition for cle in cles if cle in lignes), default=0)
    return replace(_en_reponse(vue, champ, brut), edition=edition)


def avec_les_rangees(vues: Iterable[ChampVue]) -> list[ChampVue]:
    """The fields of a step, each row of a block under a heading of its own, and each block closed."""
    rendues: list[ChampVue] = []
    for bloc, suite in groupby(vues, key=lambda vue: vue.id.partition(".")[0]):
        ceux = list(suite)
        tetes = {vue.id.rpartition(".")[0]: vue.rangee for vue in ceux if vue.rangee}
        rendues.append(ceux[0])
        for rang, (tete, libelle) in enumerate(tetes.items(), start=1):
            sienne = replace(ceux[0], id=tete, type="rangee", libelle=libelle, rangee=libelle)
            rendues.append(replace(sienne, gestes=_gestes(rang, len(tetes))))
            rendues += [vue for vue in ceux if vue.rangee == libelle]
        if ceux[0].type == "bloc":
            rendues.append(replace(ceux[0], id=f"{bloc}.fin", type="bloc_fin", erreur=""))
    return rendues


def _remettre(bloc: Ligne | None) -> list[OptionVue]:
    la = bloc is not None and Rangees.lire(bloc.valeur).retirees
    return [OptionVue("remettre", "Remettre la dernière ligne retirée")] if la else []


def _gestes(rang: int, total: int) -> list[OptionVue]:
    monter = [OptionVue("monter", "Monter")] if rang > 1 else []
    descendre = [OptionVue("descendre", "Descendre")] if rang < total else []
    return [*monter, *descendre, OptionVue("copier", "Copier"), OptionVue("retirer", "Retirer")]


def _en_reponse(vue: ChampVue, champ: Question, brut: object) -> ChampVue:
    # A valid secret stays on the server; a wrong one comes back, to be mended.
    cache = champ.sensible and not vue.erreur
    lecture, tenu = afficher(champ, brut), champ.dans_la_boite(brut)  # type: ignore[arg-type]  # as it was kept
    retenu = f"Enregistré : {lecture}. Saisissez-le de nouveau seulement pour le changer."
    return replace(
        vue,
        aide=f"{vue.aide} {retenu}".strip() if cache and lecture else vue.aide,
        sensible=champ.sensible,
        valeur="" if brut is None or isinstance(tenu, list | dict) or cache else str(tenu),
        valeurs=[str(valeur) for valeur in brut] if isinstance(brut, list) else [],
        adresse=_adresse(champ, brut),
        parties=boites(champ, brut),
        erreurs_parties=champ.fautes(brut) if isinstance(brut, dict) else {},
        lecture=lecture,
        options=options(champ.offertes),
        saisie=champ.saisie,
        inputmode=champ.clavier,
        autocomplete=_REMPLISSAGE.get(champ.prefill, "") if champ.prefill else "",
        liste=champ.liste if isinstance(champ, Reference) else "",
        dans=champ.dans if isinstance(champ, Reference) else "",
        largeur=champ.largeur,
        suffixe=champ.unite,
    )


def _en_fichiers(vue: ChampVue, numero: str, champ: Pieces) -> ChampVue:
    limite, nombre = rules.taille_max(champ, settings().piece_max_mo), rules.nombre_max(champ)
    noms = rules.noms_des_formats(champ.familles)
    if nombre == 1:
        formats = f"Un fichier, {taille(limite)} au plus : {noms}."
    else:
        formats = f"{pluriel(nombre, 'fichier')} au plus, {taille(limite)} chacun : {noms}."
    return replace(
        vue,
        aide=f"{vue.aide} {formats}".strip(),
        accept=rules.accept(champ),
        formats=formats,
        modele=champ.modele.nom if champ.modele else "",
        adresse_modele=champ.modele.adresse if champ.modele else "",
        taille_max=limite,
        nombre_max=nombre,
        url_depot=f"/api/dossiers/{numero}/pieces/{champ.id}",
    )


def options(offertes: Iterable[Option]) -> list[OptionVue]:
    """The answers offered, as the screen takes them."""
    return [OptionVue(option.valeur, option.libelle) for option in offertes]


def boites(champ: Question, brut: object) -> list[PartieVue]:
    """The boxes of a question in several parts, with what they hold."""
    tenu = brut if isinstance(brut, dict) else {}
    return [
        PartieVue(un.nom, un.libelle, tenu.get(un.nom, ""), options(un.offertes), un.largeur, un.lot)
        for un in champ.boites(tenu)
    ]


def _adresse(champ: Question, brut: object) -> AdresseVue:
    if not isinstance(brut, dict) or not isinstance(champ, Adresse):
        return AdresseVue()
    return AdresseVue(**{partie: brut.get(partie, "") for partie in PARTIES})
