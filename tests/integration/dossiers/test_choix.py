"""Two edits of one field whose authors did not know of each other: no text is lost, the person chooses."""

import json
from typing import Any

import pytest
from sqlmodel import Session, select

from portail.core import clock
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.dossiers import brouillon, choix, donnees, etapes
from portail.dossiers.depot import deposer
from portail.dossiers.models import TexteEcarte
from portail.dossiers.views import Acquittement, EcartVue
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import IBAN, Monde

ICI, LA = "ordinateur", "telephone"


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


def ecrire(
    session: Session,
    monde: Monde,
    numero: str,
    valeur: Any,
    n: int,
    base: int,
    page: str,
    champ: str = "resume",
) -> Acquittement:
    return brouillon.enregistrer_reponse(session, monde.zoe, numero, champ, valeur, n, base, page)


def ecarts(session: Session, monde: Monde, numero: str, etape: str = "projet") -> dict[str, EcartVue]:
    return etapes.lire_etape(session, monde.zoe, numero, etape).ecarts


def textes(session: Session, monde: Monde, numero: str) -> list[tuple[str, str]]:
    return [(vue.actuelle, vue.autre) for vue in ecarts(session, monde, numero).values()]


def test_a_later_edit_that_did_not_know_the_one_it_replaces_loses_neither(
    session: Session, monde: Monde, numero: str
) -> None:
    ecrire(session, monde, numero, "de l’ordinateur", 100, 0, ICI)
    acquit = ecrire(session, monde, numero, "du téléphone", 200, 0, LA)
    assert (acquit.depasse, acquit.valeur) == (False, "du téléphone")
    assert acquit.ecarts["resume"].autre == "de l’ordinateur"
    assert textes(session, monde, numero) == [("du téléphone", "de l’ordinateur")]


def test_the_copy_of_ones_data_holds_the_text_that_waits(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, "de l’ordinateur", 100, 0, ICI)
    ecrire(session, monde, numero, "du téléphone", 200, 0, LA)
    (copie,) = json.loads(json.dumps(donnees.donnees_de(session, monde.zoe.id).dossiers))
    (attend,) = copie["textes_ecartes"]
    assert (attend["champ"], attend["texte"]) == ("resume", "de l’ordinateur")


def test_an_earlier_edit_that_comes_late_is_kept_even_if_nobody_waits_for_its_answer(
    session: Session, monde: Monde, numero: str
) -> None:
    ecrire(session, monde, numero, "de l’ordinateur", 200, 0, ICI)
    acquit = ecrire(session, monde, numero, "du téléphone, hors connexion", 100, 0, LA)
    assert (acquit.depasse, acquit.valeur) == (True, "de l’ordinateur")
    assert textes(session, monde, numero) == [("de l’ordinateur", "du téléphone, hors connexion")]


def test_what_the_author_knew_is_no_conflict(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, "un", 100, 0, ICI)
    ecrire(session, monde, numero, "deux", 200, 100, LA)
    ecrire(session, monde, numero, "un", 100, 0, ICI)  # its acknowledgement was lost: it comes again
    ecrire(session, monde, numero, "trois", 300, 200, LA)
    ecrire(session, monde, numero, "un", 100, 0, ICI)
    ecrire(session, monde, numero, "quatre", 400, 300, ICI)
    assert textes(session, monde, numero) == []


def test_edits_of_one_page_out_of_order_are_no_conflict(session: Session, monde: Monde, numero: str) -> None:
    for n in (103, 101, 102, 104, 100):
        ecrire(session, monde, numero, f"texte {n}", n, 0, ICI)
    assert textes(session, monde, numero) == []
    assert etapes.lire_etape(session, monde.zoe, numero, "projet").champs[0].edition in (0, 104)


def test_the_same_text_twice_and_an_empty_one_are_no_conflict(
    session: Session, monde: Monde, numero: str
) -> None:
    ecrire(session, monde, numero, "pareil", 100, 0, ICI)
    ecrire(session, monde, numero, "pareil", 200, 0, LA)
    ecrire(session, monde, numero, "", 150, 0, "tablette")
    assert textes(session, monde, numero) == []
    ecrire(session, monde, numero, "", 300, 200, LA)
    ecrire(session, monde, numero, "rempli", 400, 0, ICI)
    assert textes(session, monde, numero) == []


def test_texts_that_became_the_same_leave_nothing_to_choose(
    session: Session, monde: Monde, numero: str
) -> None:
    ecrire(session, monde, numero, "un", 100, 0, ICI)
    ecrire(session, monde, numero, "deux", 200, 0, LA)
    ecrire(session, monde, numero, "un", 300, 200, LA)
    assert textes(session, monde, numero) == []


def test_who_tells_no_base_makes_no_conflict(session: Session, monde: Monde, numero: str) -> None:
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "un", 100)
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "deux", 90)
    assert textes(session, monde, numero) == []


def test_a_secret_is_dropped(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, IBAN, 100, 0, ICI, "iban")
    acquit = ecrire(session, monde, numero, "FR14 2004", 5, 0, LA, "iban")
    assert (acquit.depasse, acquit.ecarts) == (True, {})
    assert session.exec(select(TexteEcarte)).all() == []


def test_the_parts_of_an_address_are_chosen_one_by_one(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, "1 rue des Lilas", 100, 0, ICI, "adresse.voie")
    acquit = ecrire(session, monde, numero, "2 rue des Roses", 200, 0, LA, "adresse.voie")
    assert list(acquit.ecarts) == ["adresse.voie"]
    attendus = ecarts(session, monde, numero, "vous")
    assert (attendus["adresse.voie"].actuelle, attendus["adresse.voie"].autre) == (
        "2 rue des Roses",
        "1 rue des Lilas",
    )
    acquit = choix.trancher(session, monde.zoe, numero, "adresse.voie", True, 300)
    assert (acquit.valeur, acquit.tranche) == ("1 rue des Lilas", True)
    assert ecarts(session, monde, numero, "vous") == {}


def test_a_choice_is_read_as_it_is_written(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, ["culture"], 100, 0, ICI, "themes")
    acquit = ecrire(session, monde, numero, ["sport"], 200, 0, LA, "themes")
    vue = acquit.ecarts["themes"]
    assert vue.actuelle
    assert vue.autre not in ("", vue.actuelle)


@pytest.mark.parametrize(
    ("reprendre", "reste"), [(False, "deux"), (True, "un"), ("oui", "deux"), (1, "deux")]
)
def test_choosing_is_an_edit(session: Session, monde: Monde, numero: str, reprendre: Any, reste: str) -> None:
    ecrire(session, monde, numero, "un", 100, 0, ICI)
    ecrire(session, monde, numero, "deux", 200, 0, LA)
    acquit = choix.trancher(session, monde.zoe, numero, "resume", reprendre, 300)
    assert (acquit.valeur, acquit.n, acquit.tranche) == (reste, 300, True)
    assert textes(session, monde, numero) == []
    with pytest.raises(Conflit, match="déjà fait"):
        choix.trancher(session, monde.zoe, numero, "resume", reprendre, 400)


def test_a_choice_made_on_what_has_changed_is_refused(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, "un", 100, 0, ICI)
    ecrire(session, monde, numero, "deux", 200, 0, LA)
    ecrire(session, monde, numero, "trois", 500, 200, LA)
    with pytest.raises(Conflit, match="vient de changer"):
        choix.trancher(session, monde.zoe, numero, "resume", True, 300)
    assert textes(session, monde, numero) == [("trois", "un")]


@pytest.mark.parametrize("champ", [None, [], {}, 7, "inconnu", "resume.x", "iban"])
def test_there_is_nothing_to_choose_elsewhere(
    session: Session, monde: Monde, numero: str, champ: Any
) -> None:
    with pytest.raises(Conflit, match="déjà fait"):
        choix.trancher(session, monde.zoe, numero, champ, True, 300)


def test_somebody_else_chooses_nothing(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, "un", 100, 0, ICI)
    ecrire(session, monde, numero, "deux", 200, 0, LA)
    with pytest.raises(Introuvable):
        choix.trancher(session, monde.autre, numero, "resume", True, 300)
    with pytest.raises(Invalide):
        choix.trancher(session, monde.zoe, numero, "resume", True, None)


@pytest.mark.parametrize("sur", [True, -1, "1", [], {}, 2**60, 1.5])
def test_a_base_that_is_no_number_is_refused(session: Session, monde: Monde, numero: str, sur: Any) -> None:
    with pytest.raises(Invalide):
        ecrire(session, monde, numero, "un", 100, sur, ICI)


@pytest.mark.parametrize("page", [None, 7, [], {}, "x" * 500, "DROP TABLE", ""])
def test_a_page_without_a_proper_name_is_its_session(
    session: Session, monde: Monde, numero: str, page: Any
) -> None:
    ecrire(session, monde, numero, "un", 100, 0, page)
    ecrire(session, monde, numero, "deux", 90, 0, page)
    assert textes(session, monde, numero) == []


def test_when_it_was_typed_is_told_unless_the_clock_is_wrong(
    session: Session, monde: Monde, numero: str
) -> None:
    maintenant = int(clock.now().timestamp() * 1000)
    ecrire(session, monde, numero, "un", maintenant - 60_000, 0, ICI)
    assert ecrire(session, monde, numero, "deux", maintenant, 0, LA).ecarts["resume"].quand.startswith("à ")
    ecart = session.exec(select(TexteEcarte)).one()
    assert abs(ecart.ecrit_le.timestamp() * 1000 - maintenant + 60_000) < 1_000
    ecrire(session, monde, numero, "trois", 12, 0, "tablette")
    assert session.exec(select(TexteEcarte)).one().ecrit_le.year == clock.now().year


def test_the_recapitulatif_lists_the_choices_and_the_deposit_forgets_them(
    session: Session, monde: Monde
) -> None:
    complet = fabrique.brouillon_complet(session, monde)
    held = etapes.lire_etape(session, monde.zoe, complet, "projet")
    n = max(un.edition for un in held.champs)
    ecrire(session, monde, complet, "un autre résumé", n + 10_000, 0, LA)
    vue = etapes.lire_recapitulatif(session, monde.zoe, complet)
    assert [un.href for un in vue.choix] == [f"/dossiers/{complet}/projet#resume"]
    assert vue.manques == {}
    deposer(session, monde.zoe, complet, True)
    assert session.exec(select(TexteEcarte)).all() == []


def test_a_draft_that_goes_takes_them_along(session: Session, monde: Monde, numero: str) -> None:
    ecrire(session, monde, numero, "un", 100, 0, ICI)
    ecrire(session, monde, numero, "deux", 200, 0, LA)
    brouillon.supprimer(session, monde.zoe, numero)
    assert session.exec(select(TexteEcarte)).all() == []
