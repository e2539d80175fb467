"""Pièces: only on one's own draft, within limits, of the kinds asked; read by those in charge only."""

import uuid

import pytest
from sqlmodel import Session, select

from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Introuvable
from portail.dossiers import annonces, brouillon, etapes, pieces, rules
from portail.dossiers.acces import mon_brouillon
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.vues_pieces import PieceVue
from portail.dossiers.workflow import Statut
from portail.formulaires.vocabulaire import FamilleFichier
from portail.infra import storage
from portail.infra.db import transaction
from portail.jobs.taches import TACHES
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import PDF, Monde, archive

CLASSEUR = archive(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"})


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


def attendre(session: Session, acteur: Acteur, numero: str, champ: str, annonce: int) -> annonces.Attendu:
    """As an announced file is judged."""
    dossier = mon_brouillon(session, acteur, numero)
    question = annonces.question_de(session, dossier, champ)
    annonces.attendre(session, dossier, question, annonce)
    return annonces.attendu(question)


def joindre(
    session: Session,
    acteur: Acteur,
    numero: str,
    champ: str = "devis",
    contenu: bytes = PDF,
    nom: str = "devis.pdf",
) -> PieceVue:
    """As the route does, with bytes really kept."""
    attendu = attendre(session, acteur, numero, champ, len(contenu))
    cle = storage.write_bytes(pieces.DOSSIER, contenu)
    recu = pieces.identifier(fabrique.stored(contenu, cle), nom, attendu.familles)
    return pieces.ajouter(session, acteur, numero, champ, recu)


def deposer_tel_quel(session: Session) -> None:
    dossier = session.exec(select(Dossier)).one()
    dossier.statut, dossier.depose_le = Statut.DEPOSE, clock.now()
    session.flush()


@pytest.mark.parametrize("commentaire", [b"", b"relu par Ida"])
@pytest.mark.parametrize(
    ("entrees", "nom"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}, "a.ods"),
        ({"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"}, "a.xlsx"),
    ],
)
def test_office_files_are_known_as_they_lie_in_the_store(
    entrees: dict[str, bytes], nom: str, commentaire: bytes
) -> None:
    contenu = bytearray(fabrique.archive(**entrees))
    contenu[-2:] = len(commentaire).to_bytes(2, "little") + commentaire
    garde = fabrique.stored(bytes(contenu), storage.write_bytes(pieces.DOSSIER, bytes(contenu)))
    recu = pieces.identifier(garde, nom, [FamilleFichier.TABLEUR])
    assert recu.nom == nom


def test_a_file_is_joined_shown_and_taken_back(session: Session, monde: Monde, numero: str) -> None:
    vue = joindre(session, monde.zoe, numero, nom="../Devis n°3.PDF")
    assert vue.nom == "Devis n°3.pdf"
    assert vue.apercu == f"{vue.url}?apercu=1"
    champ = next(
        c for c in etapes.lire_etape(session, monde.zoe, numero, "justificatifs").champs if c.id == "devis"
    )
    assert champ.pieces == [vue]
    lisible = pieces.lire_piece(session, monde.zoe, vue.id)
    assert storage.read_bytes(lisible.cle) == PDF
    pieces.retirer(session, monde.zoe, numero, vue.id)
    assert session.exec(select(Piece)).all() == []
    (envoi,) = fabrique.envois(session, pieces.EFFACER)
    TACHES[pieces.EFFACER](str(envoi.id), envoi.charge)
    with pytest.raises(storage.FichierAbsent):
        storage.read_bytes(lisible.cle)


def test_the_same_file_sent_again_is_joined_once(session: Session, monde: Monde, numero: str) -> None:
    premiere = joindre(session, monde.zoe, numero)
    seconde = joindre(session, monde.zoe, numero)
    assert premiere == seconde
    (envoi,) = fabrique.envois(session, pieces.EFFACER)
    assert envoi.charge["cles"] != [session.exec(select(Piece.cle)).one()]


@pytest.mark.parametrize(
    "champ", ["inconnu", "nom", "bonjour", "convention", "", "devis.x", "adresse.voie", None, 3, ["devis"]]
)
def test_only_visible_fields_of_files_take_files(
    session: Session, monde: Monde, numero: str, champ: str
) -> None:
    with pytest.raises(Introuvable):
        attendre(session, monde.zoe, numero, champ, 10)
    recu = pieces.identifier(fabrique.stored(PDF), "a.pdf", [FamilleFichier.PDF])
    with pytest.raises(Introuvable):
        pieces.ajouter(session, monde.zoe, numero, champ, recu)


def test_a_field_that_answers_show_takes_files(session: Session, monde: Monde, numero: str) -> None:
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "oui", 1)
    assert joindre(session, monde.zoe, numero, "convention").nom == "devis.pdf"


def test_a_file_too_big_is_refused_before_and_after(
    session: Session, monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(annonces.TropVolumineux) as avant:
        attendre(session, monde.zoe, numero, "devis", 25_000_000)
    assert avant.value.message == "Ce fichier fait 25\u00a0Mo\u00a0; la limite est 1\u00a0Mo."
    gros = fabrique.stored(PDF + b"0" * 1_000_001)
    recu = pieces.identifier(gros, "a.pdf", [FamilleFichier.PDF])
    with pytest.raises(annonces.TropVolumineux):
        pieces.ajouter(session, monde.zoe, numero, "devis", recu)
    assert attendre(session, monde.zoe, numero, "budget", 10).taille_max == 20_000_000


def test_a_field_takes_so_many_files(session: Session, monde: Monde, numero: str) -> None:
    for nom in ("a.pdf", "b.pdf"):
        joindre(session, monde.zoe, numero, nom=nom)
    with pytest.raises(Conflit, match="2\u00a0fichiers"):
        attendre(session, monde.zoe, numero, "devis", 10)
    recu = pieces.identifier(fabrique.stored(PDF), "c.pdf", [FamilleFichier.PDF])
    with pytest.raises(Conflit):
        pieces.ajouter(session, monde.zoe, numero, "devis", recu)


def test_files_that_arrive_together_keep_the_limit(monde: Monde, numero: str) -> None:
    def un(session: Session) -> PieceVue:
        return joindre(session, monde.zoe, numero, nom=f"{monde.n()}.pdf")

    resultats = fabrique.ensemble(8, un)
    assert sum(isinstance(r, PieceVue) for r in resultats) == 2
    assert all(isinstance(r, PieceVue | Conflit) for r in resultats), resultats
    with transaction() as session:
        assert len(session.exec(select(Piece)).all()) == 2


def test_a_dossier_weighs_so_much(
    session: Session, monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    joindre(session, monde.zoe, numero)
    monkeypatch.setattr(rules, "OCTETS_PAR_DOSSIER", len(PDF) + 10)
    with pytest.raises(Conflit, match="en tout"):
        attendre(session, monde.zoe, numero, "budget", 11)
    assert attendre(session, monde.zoe, numero, "budget", 10)


@pytest.mark.parametrize(
    ("champ", "contenu", "nom", "phrase"),
    [
        ("devis", CLASSEUR, "budget.xlsx", "PDF, JPEG, PNG"),
        ("budget", PDF, "a.pdf", "XLSX"),
        ("devis", b"MZ" + b"\0" * 50, "a.pdf", "programme"),
        ("devis", b"<html>", "a.pdf", "abîmé"),
        ("devis", b"", "a.pdf", "vide"),
        ("devis", PDF, "page.html", "contenu est du type PDF"),
    ],
)
def test_the_content_decides(
    session: Session, monde: Monde, numero: str, champ: str, contenu: bytes, nom: str, phrase: str
) -> None:
    with pytest.raises(annonces.TypeRefuse, match=phrase):
        joindre(session, monde.zoe, numero, champ, contenu, nom)
    assert session.exec(select(Piece)).all() == []


def test_a_spreadsheet_is_read_from_the_store(session: Session, monde: Monde, numero: str) -> None:
    assert joindre(session, monde.zoe, numero, "budget", CLASSEUR, "budget.xlsx").nom == "budget.xlsx"


def test_the_form_decides_again_once_the_bytes_are_there(session: Session, monde: Monde, numero: str) -> None:
    """The kind was right for another field."""
    recu = pieces.identifier(
        fabrique.stored(CLASSEUR, storage.write_bytes("jointes", CLASSEUR)), "b.xlsx", ["tableur"]
    )
    with pytest.raises(annonces.TypeRefuse):
        pieces.ajouter(session, monde.zoe, numero, "devis", recu)


def test_nobody_else_joins_reads_or_takes_back(session: Session, monde: Monde, numero: str) -> None:
    vue = joindre(session, monde.zoe, numero)
    for qui in (monde.autre, monde.agent, monde.agent_ailleurs):
        with pytest.raises(Introuvable):
            joindre(session, qui, numero, nom="x.pdf")
        with pytest.raises(Introuvable):
            pieces.retirer(session, qui, numero, vue.id)
        with pytest.raises(Introuvable) as leur:
            pieces.lire_piece(session, qui, vue.id)
    with pytest.raises(Introuvable) as inconnue:
        pieces.lire_piece(session, monde.zoe, str(uuid.uuid4()))
    assert leur.value.message == inconnue.value.message


def test_agents_in_charge_read_what_is_submitted(session: Session, monde: Monde, numero: str) -> None:
    vue = joindre(session, monde.zoe, numero)
    deposer_tel_quel(session)
    assert pieces.lire_piece(session, monde.agent, vue.id).nom == "devis.pdf"
    assert pieces.lire_piece(session, monde.zoe, vue.id)
    for qui in (monde.autre, monde.agent_ailleurs):
        with pytest.raises(Introuvable):
            pieces.lire_piece(session, qui, vue.id)
    with pytest.raises(Conflit):
        pieces.retirer(session, monde.zoe, numero, vue.id)
    with pytest.raises(Conflit):
        joindre(session, monde.zoe, numero, nom="x.pdf")


def test_a_file_is_taken_back_from_its_own_dossier_only(session: Session, monde: Monde, numero: str) -> None:
    vue = joindre(session, monde.zoe, numero)
    sien = brouillon.ouvrir(session, monde.autre, monde.slug)
    with pytest.raises(Introuvable):
        pieces.retirer(session, monde.autre, sien, vue.id)


@pytest.mark.parametrize(
    "hostile", ["", "x", "../../etc/passwd", "0" * 10_000, None, 3, ["a"], {"id": 1}, "\x00"]
)
def test_any_identifier_is_answered(session: Session, monde: Monde, numero: str, hostile: str) -> None:
    with pytest.raises(Introuvable):
        pieces.lire_piece(session, monde.zoe, hostile)
    with pytest.raises(Introuvable):
        pieces.retirer(session, monde.zoe, numero, hostile)


def test_bytes_that_no_row_names_are_swept_after_a_day(session: Session, monde: Monde, numero: str) -> None:
    vue = joindre(session, monde.zoe, numero)
    gardee = pieces.lire_piece(session, monde.zoe, vue.id).cle
    perdue = storage.write_bytes(pieces.DOSSIER, b"perdue")
    pieces.balayer(session)
    assert storage.read_bytes(perdue) == b"perdue"  # it may be on its way
    with clock.fixed(clock.now() + pieces.ORPHELIN_APRES):
        pieces.balayer(session)
    assert storage.read_bytes(gardee) == PDF
    with pytest.raises(storage.FichierAbsent):
        storage.read_bytes(perdue)
