"""What the parts of a form may not contradict in each other: ids are unique, expressions make sense."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from portail.formulaires.programmes import BoucleError, Incoherence, Regle, lieu, ordre
from portail.formulaires.vocabulaire import ETAPES_RESERVEES

if TYPE_CHECKING:  # the schema calls this module as it builds these classes
    from portail.formulaires.schema import Formulaire

_FAUTES_MAX = 20


def verifier_formulaire(formulaire: "Formulaire") -> None:
    """Check that ids are unique and expressions make sense. Raises `ValueError`, one sentence a line."""
    if fautes := [incoherence.phrase for incoherence in incoherences(formulaire)]:
        raise ValueError("\n".join(fautes[:_FAUTES_MAX]))


def incoherences(formulaire: "Formulaire") -> Iterator[Incoherence]:
    """All that the parts of a form contradict in each other."""
    yield from _identifiants(formulaire)
    if not any(champ.demande for _, champ in formulaire.champs()):
        yield Incoherence("le formulaire ne pose aucune question")
    yield from _des_expressions(formulaire)
    for bloc, rangee in formulaire.rangees.items():
        yield from (replace(dite, bloc=bloc) for dite in _des_expressions(rangee))


def _des_expressions(formulaire: "Formulaire") -> Iterator[Incoherence]:
    programmes = formulaire.programmes
    yield from programmes.fautes
    for _, champ in formulaire.champs():
        if champ.id in programmes.lus(champ.id, Regle.REQUIS):
            phrase = f"{lieu(Regle.REQUIS, champ.id)} : « {champ.id} » dépend de sa propre réponse"
            yield Incoherence(phrase, champ.id, Regle.REQUIS)
    for (regle, nom), programme in programmes.tous.items():
        # A field's condition that its own words contradict may have been published: it stays readable.
        vaine = programme.jamais_vrai() if regle is Regle.ETAPE else programme.toujours_faux()
        if vaine and regle in (Regle.ETAPE, Regle.VISIBLE):
            phrase = f"{lieu(regle, nom)} n’est jamais vrai : rien ne s’affichera"
            yield Incoherence(phrase, nom, regle, regle is Regle.ETAPE)
    yield from _boucles(formulaire)


def _identifiants(formulaire: "Formulaire") -> Iterator[Incoherence]:
    connus: set[str] = set()
    for etape in formulaire.etapes:
        if etape.id in connus:
            yield Incoherence(
                f"deux étapes ont le même identifiant « {etape.id} »", etape.id, d_une_etape=True
            )
        if etape.id in ETAPES_RESERVEES:
            yield Incoherence(f"identifiant d’étape réservé : « {etape.id} »", etape.id, d_une_etape=True)
        connus.add(etape.id)
    connus.clear()
    for _, champ in formulaire.champs():
        if champ.id in connus:
            yield Incoherence(f"deux champs ont l’identifiant « {champ.id} »", champ.id)
        connus.add(champ.id)


def _boucles(formulaire: "Formulaire") -> Iterator[Incoherence]:
    """Each way round, what it turns on being left out for the next to be found."""
    programmes = formulaire.programmes
    while True:
        try:
            if programmes is formulaire.programmes:
                formulaire.ordre  # noqa: B018  # settled now, kept for every examination
            else:
                ordre(formulaire, programmes)
            return
        except BoucleError as boucle:
            premier = boucle.tour[0]
            yield Incoherence(str(boucle), premier.id, premier.decide, premier.regle is Regle.ETAPE)
            regles = [(regle, un.id) for un in boucle.tour for regle in (un.regle, un.decide)]
            coupee = next((cle for cle in regles if programmes.de(*cle)), None)
            if coupee is None:  # it turns on what is inside a block
                return
            programmes = replace(programmes, tous={c: un for c, un in programmes.tous.items() if c != coupee})
