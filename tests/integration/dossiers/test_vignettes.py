"""Thumbnails of files: drawn once they may be opened, given to whoever may read, gone with the file."""

from collections.abc import Callable

import httpx
import pytest
from sqlmodel import select

from portail.comptes.rules import Acteur
from portail.core import clock
from portail.dossiers import brouillon, pieces, vignettes
from portail.dossiers.models import Piece
from portail.dossiers.vues_pieces import PieceVue
from portail.infra import storage
from portail.infra.db import transaction
from portail.jobs import pieces as jobs
from portail.partners.vignette import Dessin
from tests import fichiers
from tests.clamd import INFECTE, Clamd
from tests.integration.dossiers.garde import (
    INJOIGNABLE,
    Regler,
    deposer,
    envoyer,
    numero,
    reel,
    regler,
    travailler,
    vue,
)
from tests.integration.dossiers.monde import Monde
from tests.integration.dossiers.test_api import client

__all__ = ["numero", "reel", "regler"]
PDF, PHOTO = fichiers.pdf(), fichiers.image("JPEG")


def cle() -> str:
    """Where the only file is."""
    with transaction() as session:
        return session.exec(select(Piece.cle)).one()


def gardee(source: str) -> bool:
    """Whether a thumbnail is kept beside this file."""
    try:
        return storage.read_bytes(vignettes.cle_de(source)).startswith(b"RIFF")
    except storage.FichierAbsent:
        return False


async def demander(qui: Acteur | None, piece: PieceVue) -> httpx.Response:
    async with client(qui) as navigateur:
        return await navigateur.get(f"/api/pieces/{piece.id}/vignette")


async def test_a_thumbnail_is_drawn_and_given_to_who_may_read(monde: Monde, numero: str) -> None:
    piece = envoyer(monde, numero, PHOTO, "photo.jpg")
    assert (piece.vignette, piece.sans_vignette) == ("", False)
    assert (await demander(monde.zoe, piece)).status_code == 404
    travailler()
    faite = vue(monde, numero)
    assert (faite.vignette_largeur, faite.vignette_hauteur) == (480, 320)
    assert faite.vignette == f"/api/pieces/{piece.id}/vignette"
    reponse = await demander(monde.zoe, piece)
    assert reponse.status_code == 200
    assert reponse.headers["content-type"] == "image/webp"
    assert reponse.headers["cache-control"] == "private, no-store"
    assert reponse.content.startswith(b"RIFF")
    statuts = [(await demander(qui, piece)).status_code for qui in (monde.autre, monde.agent, None)]
    assert statuts == [404, 404, 401]
    deposer(monde, numero)
    statuts = [(await demander(qui, piece)).status_code for qui in (monde.agent, monde.agent_ailleurs)]
    assert statuts == [200, 404]


async def test_nothing_is_drawn_before_it_is_known_to_be_sane(
    monde: Monde, numero: str, reel: Clamd, regler: Regler
) -> None:
    regler(INJOIGNABLE)
    piece = envoyer(monde, numero, PDF)
    travailler()
    assert not gardee(cle())
    with transaction() as session:
        pieces.retirer(session, monde.zoe, numero, piece.id)
    regler(reel.unix)
    infectee = envoyer(monde, numero, INFECTE, "virus.pdf")
    travailler()
    assert not gardee(cle())
    assert not vue(monde, numero).sans_vignette
    assert (await demander(monde.zoe, infectee)).status_code == 404


async def test_a_thumbnail_made_before_there_was_an_antivirus_waits_for_it(
    monde: Monde, numero: str, regler: Regler
) -> None:
    piece = envoyer(monde, numero, PDF)
    travailler()
    assert vue(monde, numero).vignette
    regler(INJOIGNABLE)
    assert vue(monde, numero).vignette == ""
    assert (await demander(monde.zoe, piece)).status_code == 404


def test_a_sane_file_is_drawn_after_its_analysis(
    monde: Monde, numero: str, reel: Clamd, regler: Regler
) -> None:
    regler(reel.unix)
    envoyer(monde, numero, PDF)
    travailler()
    assert (vue(monde, numero).analyse, bool(vue(monde, numero).vignette)) == ("saine", True)


def test_what_cannot_be_drawn_costs_its_thumbnail_only(monde: Monde, numero: str) -> None:
    piece = envoyer(monde, numero, fichiers.png_annonce(100_000, 100_000), "bombe.png")
    travailler()
    dite = vue(monde, numero)
    assert (dite.vignette, dite.sans_vignette, dite.url) == ("", True, piece.url)
    deposer(monde, numero)


def test_a_thumbnail_goes_with_its_file(monde: Monde, numero: str) -> None:
    piece = envoyer(monde, numero, PHOTO, "photo.jpg")
    travailler()
    source = cle()
    assert gardee(source)
    with transaction() as session:
        pieces.retirer(session, monde.zoe, numero, piece.id)
    travailler()
    assert not gardee(source)


def test_a_file_taken_back_while_it_is_drawn_leaves_nothing(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = envoyer(monde, numero, PHOTO, "photo.jpg")
    source = cle()
    dessiner: Callable[..., Dessin] = jobs.dessiner

    def lentement(*args: object) -> Dessin:
        with transaction() as session:
            pieces.retirer(session, monde.zoe, numero, piece.id)
        return dessiner(*args)

    monkeypatch.setattr(jobs, "dessiner", lentement)
    travailler()
    assert not gardee(source)


def test_thumbnails_are_swept_with_the_bytes_nobody_names(monde: Monde, numero: str) -> None:
    envoyer(monde, numero, PHOTO, "photo.jpg")
    travailler()
    perdue = vignettes.cle_de(storage.new_key(pieces.DOSSIER))
    storage.put(perdue, b"RIFF")
    with clock.fixed(clock.now() + pieces.ORPHELIN_APRES), transaction() as session:
        pieces.balayer(session)
    assert gardee(cle())
    with pytest.raises(storage.FichierAbsent):
        storage.read_bytes(perdue)


def test_drafts_that_are_deleted_take_their_thumbnails_along(monde: Monde, numero: str) -> None:
    envoyer(monde, numero, PHOTO, "photo.jpg")
    travailler()
    source = cle()
    with transaction() as session:
        brouillon.supprimer(session, monde.zoe, numero)
    travailler()
    assert not gardee(source)
