"""From bytes that come to a pièce: written where they stopped, judged at once, joined when whole."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.exc import OperationalError

from portail.api import places
from portail.comptes.rules import Acteur
from portail.core.errors import ErreurMetier, Introuvable
from portail.dossiers import annonces, pieces, televersements
from portail.dossiers.televersements import EnCours
from portail.infra import halves, storage
from portail.ui.bridge import read, run

DEBORDE = "Ce fichier est plus gros que ce qui était annoncé : recommencez."


class Ailleurs(Exception):
    """The bytes do not begin where those that came end: `venus` of them are here."""

    def __init__(self, venus: int) -> None:
        super().__init__(venus)
        self.venus = venus


async def ou_en_est(acteur: Acteur, envoi_id: str) -> tuple[EnCours, int]:
    """An upload and how many of its bytes are here; one that came whole is joined first.

    Raises:
        Introuvable, Conflit: as `televersements.trouver`, or what refuses the whole file.
    """
    envoi = await read(televersements.trouver, acteur, envoi_id)
    async with halves.turn(envoi.id):  # whoever was writing has written
        envoi = await read(televersements.trouver, acteur, envoi_id)
        if not envoi.fini and await asyncio.to_thread(halves.size, envoi.id) == envoi.taille:
            await _joindre(acteur, envoi)
            return envoi, envoi.taille
        venus = envoi.taille if envoi.fini else await asyncio.to_thread(halves.size, envoi.id)
        return envoi, venus


async def prolonger(
    acteur: Acteur, envoi_id: str, debut: int, annonce: int | None, flux: AsyncIterable[bytes]
) -> int:
    """Add bytes, and join the file when they are the last ones. How many are here is returned.

    Raises:
        Introuvable, Conflit, TropVolumineux, TypeRefuse, Altere: nothing of the file is kept, or asked for.
        TropDeDemandes: too many come at once.
        Ailleurs, halves.Occupe, halves.Interrompu, storage.EcritureImpossible: the sender may come back.
    """
    envoi = await read(televersements.trouver, acteur, envoi_id)
    async with halves.turn(envoi.id) as partir:
        with places.une_place(acteur.id):
            envoi = await read(televersements.trouver, acteur, envoi_id)
            if envoi.fini:
                return envoi.taille
            venus = await _ecrire(envoi, debut, annonce, flux, partir, acteur)
            if venus == envoi.taille:
                await _joindre(acteur, envoi)
            return venus


async def _ecrire(
    envoi: EnCours,
    debut: int,
    annonce: int | None,
    flux: AsyncIterable[bytes],
    partir: asyncio.Event,
    acteur: Acteur,
) -> int:
    moitie = await asyncio.to_thread(halves.Half, envoi.id)
    try:
        if debut != moitie.size:
            raise Ailleurs(moitie.size)
        reste = envoi.taille - debut
        if annonce is not None and annonce > reste:
            raise annonces.TropVolumineux(DEBORDE)
        await asyncio.to_thread(storage.require_space)
        async with _ou_rien(acteur, envoi):
            delai = places.delai(reste if annonce is None else annonce)
            await moitie.write(flux, envoi.taille, delai, partir, lambda tete: _juger(tete, envoi))
        return moitie.size
    except halves.TropGros:
        raise annonces.TropVolumineux(DEBORDE) from None
    finally:
        moitie.close()


async def abandonner(acteur: Acteur, envoi_id: str) -> None:
    """Give up an upload: whoever was writing stops, and what came is deleted.

    Raises:
        Introuvable: as `televersements.abandonner`.
    """
    envoi = await read(televersements.le_sien, acteur, envoi_id)
    async with halves.turn(envoi):
        await run(televersements.abandonner, acteur, envoi_id)
        await asyncio.to_thread(halves.delete, envoi)


def _juger(tete: bytes, envoi: EnCours) -> None:
    annonces.pressentir(tete, envoi.attendu.familles)


@asynccontextmanager
async def _ou_rien(acteur: Acteur, envoi: EnCours) -> AsyncIterator[None]:
    """What is refused for good is not kept, nor counted any more."""
    try:
        yield
    except ErreurMetier:
        with suppress(Introuvable):
            await run(televersements.abandonner, acteur, str(envoi.id))
        await asyncio.to_thread(halves.delete, envoi.id)
        raise


async def _joindre(acteur: Acteur, envoi: EnCours) -> None:
    async with _ou_rien(acteur, envoi):
        entier = await asyncio.to_thread(storage.adopt, pieces.DOSSIER, halves.path(envoi.id))
        try:
            if envoi.sha256 and envoi.sha256 != entier.sha256:
                raise televersements.Altere
            recu = await asyncio.to_thread(pieces.identifier, entier, envoi.nom, envoi.attendu.familles)
            await run(televersements.terminer, acteur, str(envoi.id), recu)
        except OperationalError:  # lost at the commit, the row may be there: the sweeper will know
            raise
        except Exception:  # refused or undone: the bytes belong to nobody
            # A task that is cancelled leaves its bytes: its thread goes on, and may join them.
            await asyncio.to_thread(storage.delete, entier.key)
            raise
    await asyncio.to_thread(halves.delete, envoi.id)
