"""One field of a step as the screen shows it: its question, its answer, its error, the right keyboard."""

from collections.abc import Mapping
from dataclasses import replace

from portail.core.adresse import PARTIES, erreurs_adresse
from portail.core.formats import pluriel, taille
from portail.dossiers import rules
from portail.dossiers.lignes import Ligne
from portail.dossiers.reponses import Contenu
from portail.dossiers.views import AdresseVue, ChampVue, OptionVue
from portail.dossiers.vues_pieces import EnvoiVue, PieceVue
from portail.formulaires.schema import Champ
from portail.formulaires.types import afficher, est_vide
from portail.formulaires.vocabulaire import Source, TypeChamp
from portail.settings import settings

_T = TypeChamp
_CLAVIERS = {
    _T.ENTIER: "numeric",
    _T.DECIMAL: "decimal",
    _T.MONTANT: "decimal",
    _T.SIRET: "numeric",
    _T.MAIL: "email",
    _T.TELEPHONE: "tel",
}
_SAISIES = {_T.MAIL: "email", _T.TELEPHONE: "tel"}
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
    champ: Champ,
    contenu: Contenu,
    lignes: Mapping[str, Ligne],
    pieces: list[PieceVue],
    en_cours: list[EnvoiVue],
    *,
    exiger: bool,
) -> ChampVue:
    """A field, with the files joined to it, and those on their way, if it takes any."""
    brut = contenu.valeurs.get(champ.id)
    erreur = contenu.examen.erreur(champ, exiger=exiger) if champ.demande else None
    adresse, erreurs_parties = _adresse(champ, brut)
    siennes = [lignes[cle] for cle in _cles(champ) if cle in lignes]
    vue = ChampVue(
        id=champ.id,
        type=champ.type,
        libelle=champ.libelle,
        aide=champ.aide,
        texte=champ.texte,
        requis=contenu.examen.requis(champ),
        visible=champ.id in contenu.examen.visibles,
        sensible=champ.sensible,
        valeur=_valeur(champ, brut, erreur),
        valeurs=[str(valeur) for valeur in brut] if isinstance(brut, list) else [],
        adresse=adresse,
        lecture=afficher(champ, brut) if champ.repond else "",
        options=_options(champ),
        erreur=erreur or "",
        erreurs_parties=erreurs_parties,
        edition=max((ligne.edition for ligne in siennes), default=0),
        pieces=pieces,
        en_cours=en_cours,
    )
    return _en_fichiers(vue, numero, champ) if champ.type is _T.PIECES else _au_clavier(vue, champ)


def _au_clavier(vue: ChampVue, champ: Champ) -> ChampVue:
    return replace(
        vue,
        saisie=_SAISIES.get(champ.type, "text"),
        inputmode=_CLAVIERS.get(champ.type, ""),
        autocomplete=_REMPLISSAGE.get(champ.prefill, "") if champ.prefill else "",
        suffixe="€" if champ.type is _T.MONTANT else "",
        longueur_max=champ.longueur_max or 0,
    )


def _en_fichiers(vue: ChampVue, numero: str, champ: Champ) -> ChampVue:
    limite, nombre = rules.taille_max(champ, settings().piece_max_mo), rules.nombre_max(champ)
    noms = rules.noms_des_formats(champ.familles)
    return replace(
        vue,
        accept=rules.accept(champ),
        formats=f"Un fichier, {taille(limite)} au plus : {noms}."
        if nombre == 1
        else f"{pluriel(nombre, 'fichier')} au plus, {taille(limite)} chacun : {noms}.",
        taille_max=limite,
        nombre_max=nombre,
        url_depot=f"/api/dossiers/{numero}/pieces/{champ.id}",
    )


def _cles(champ: Champ) -> list[str]:
    return [f"{champ.id}.{partie}" for partie in PARTIES] if champ.type is _T.ADRESSE else [champ.id]


def _valeur(champ: Champ, brut: object, erreur: str | None) -> str:
    """What the input holds. A valid secret stays on the server; a wrong one comes back, to be mended."""
    if brut is None or isinstance(brut, list | dict) or (champ.sensible and not erreur):
        return ""
    return str(brut)


def _adresse(champ: Champ, brut: object) -> tuple[AdresseVue, dict[str, str]]:
    """The parts and their sentences; an address not begun is not scolded."""
    if not isinstance(brut, dict):
        return AdresseVue(), {}
    if champ.type is _T.COMMUNE:
        vue = AdresseVue(
            code_postal=brut.get("code_postal", ""),
            commune=brut.get("nom", ""),
            code_insee=brut.get("code", ""),
        )
        return vue, {}
    erreurs = {} if est_vide(champ, brut) else erreurs_adresse(brut)
    return AdresseVue(**{partie: brut.get(partie, "") for partie in PARTIES}), erreurs


def _options(champ: Champ) -> list[OptionVue]:
    if champ.type is _T.OUI_NON:
        return [OptionVue("oui", "Oui"), OptionVue("non", "Non")]
    return [OptionVue(o.valeur, o.libelle) for o in champ.options]
