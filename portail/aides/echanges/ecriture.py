"""Writing the aids of a feed by batches: those that are new, those the file changed, those that left it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from portail.aides.adresses import slug_de
from portail.aides.echanges.conversion import Convertie, convertir, empreinte
from portail.aides.echanges.rapport import Rapport
from portail.aides.echanges.schema import Ligne
from portail.aides.echanges.suivi import Suivi
from portail.aides.echanges.valeurs import jour
from portail.aides.models import Aide, AncienneAdresse, FenetreDepot
from portail.aides.mots import cle_de_tri
from portail.aides.search import indexer
from portail.aides.workflow import StatutAide
from portail.core import clock

LOT = 500


@dataclass
class _Connue:
    """What is held of an aid of the feed while the file is read."""

    id: uuid.UUID
    suivi: Suivi
    statut: StatutAide
    vue: bool = False


class Registre:
    """The aids of one feed during one import. Full aids are in memory by batches of `LOT` only."""

    def __init__(self, session: Session, origine: str, rapport: Rapport) -> None:
        self.session, self.origine, self.rapport = session, origine, rapport
        self._instant = clock.now()
        lignes = session.exec(
            select(Aide.reference, Aide.id, Aide.empreinte_import, Aide.statut).where(Aide.origine == origine)
        )
        self._connues = {
            reference: _Connue(identifiant, Suivi.lire(texte), StatutAide(statut))
            for reference, identifiant, texte, statut in lignes
            if reference is not None
        }
        self._nos_ids = {str(un) for un in session.exec(select(Aide.id).where(Aide.origine == ""))}
        self._adresses = set(session.exec(select(Aide.slug))) | set(
            session.exec(select(AncienneAdresse.slug))
        )
        self._lot: list[tuple[Convertie, _Connue | None]] = []
        self.publiees = sum(connue.statut is StatutAide.PUBLIEE for connue in self._connues.values())

    def laisser(self, reference: str) -> None:
        """A row that was refused: its aid, if any, stays as it is."""
        if connue := self._connues.get(reference):
            connue.vue = True

    def ecrire(self, ligne: Ligne, marque: str) -> None:
        """Make the aid of a row, or bring it to what the file changed."""
        if ligne.id in self._nos_ids:  # written here, exported, and come back
            self.rapport.inchangees += 1
            return
        convertie, connue = convertir(ligne, marque), self._connues.get(ligne.id)
        if connue:
            connue.vue = True
            if not connue.suivi.retiree and connue.suivi.empreintes == convertie.empreintes:
                self.rapport.inchangees += 1
                return
        self._lot.append((convertie, connue))
        if len(self._lot) >= LOT:
            self.vider()

    def vider(self) -> None:
        """Write the batch that waits."""
        ids = [connue.id for _, connue in self._lot if connue]
        aides = {aide.id: aide for aide in self.session.exec(select(Aide).where(col(Aide.id).in_(ids)))}
        for convertie, connue in self._lot:
            if connue:
                self._modifier(aides[connue.id], convertie, connue.suivi)
                self.rapport.modifiees += 1
            else:
                self._creer(convertie)
                self.rapport.creees += 1
        self._lot.clear()
        self.session.flush()
        self.session.expunge_all()

    def absentes(self) -> list[uuid.UUID]:
        """The published aids of the feed that no row told of."""
        return [c.id for c in self._connues.values() if not c.vue and c.statut is StatutAide.PUBLIEE]

    def retirer(self, ids: Sequence[uuid.UUID]) -> None:
        """Withdraw aids: the public reads them no more, their dossiers go on."""
        for debut in range(0, len(ids), LOT):
            lot = select(Aide).where(col(Aide.id).in_(ids[debut : debut + LOT]))
            for aide in self.session.exec(lot).all():
                suivi = Suivi.lire(aide.empreinte_import)
                aide.statut, aide.modifiee_le = StatutAide.RETIREE, self._instant
                aide.empreinte_import = Suivi(
                    suivi.empreintes, suivi.mise_a_jour, suivi.lue_le, True
                ).ecrire()
                indexer(self.session, aide)
            self.session.flush()
            self.session.expunge_all()
        self.rapport.retirees += len(ids)

    def _creer(self, convertie: Convertie) -> None:
        titre = convertie.champs["titre"]
        slug = slug_de(titre, self._adresses.__contains__)
        self._adresses.add(slug)
        aide = Aide(
            slug=slug,
            origine=self.origine,
            reference=convertie.reference,
            cle_titre=cle_de_tri(titre),
            publiee_le=_publiee_le(convertie, self._instant),
            modifiee_le=self._instant,
            empreinte_import=self._suivi(convertie),
            **convertie.champs,
        )
        self.session.add(aide)
        self.session.add(FenetreDepot(aide_id=aide.id, **_dates(convertie)))
        indexer(self.session, aide)

    def _modifier(self, aide: Aide, convertie: Convertie, suivi: Suivi) -> None:
        changees = _changees(convertie, suivi)
        for nom in changees:
            for champ, valeur in convertie.groupes.get(nom, {}).items():
                setattr(aide, champ, valeur)
        aide.cle_titre = cle_de_tri(aide.titre)
        if "fenetre" in changees:
            self._deplacer_fenetre(aide, convertie, suivi)
        if suivi.retiree and aide.statut is StatutAide.RETIREE:
            aide.statut = StatutAide.PUBLIEE
        aide.empreinte_import = self._suivi(convertie)
        aide.modifiee_le = self._instant
        indexer(self.session, aide)

    def _deplacer_fenetre(self, aide: Aide, convertie: Convertie, suivi: Suivi) -> None:
        """The window that came from the file takes its new dates; those that were added here stay."""
        siennes = self.session.exec(select(FenetreDepot).where(FenetreDepot.aide_id == aide.id)).all()
        venue = [f for f in siennes if suivi.empreintes.get("fenetre", "") in _empreintes_possibles(f)]
        if not venue and len(siennes) == 1:
            venue = list(siennes)
        fenetre = venue[0] if venue else FenetreDepot(aide_id=aide.id)
        for nom, valeur in _dates(convertie).items():
            setattr(fenetre, nom, valeur)
        self.session.add(fenetre)

    def _suivi(self, convertie: Convertie) -> str:
        return Suivi(convertie.empreintes, convertie.mise_a_jour, self._instant.isoformat()).ecrire()


def _changees(convertie: Convertie, suivi: Suivi) -> list[str]:
    return [nom for nom, valeur in convertie.empreintes.items() if suivi.empreintes.get(nom) != valeur]


def _empreintes_possibles(fenetre: FenetreDepot) -> tuple[str, str]:
    """The digests a window may have had in the file: its opening may have been made up here."""
    return empreinte((fenetre.ouvre_le, fenetre.ferme_le)), empreinte((None, fenetre.ferme_le))


def _dates(convertie: Convertie) -> dict[str, Any]:
    """The dates of the window; an opening that is not told is the day the file was brought up to date."""
    ouvre, ferme = convertie.fenetre
    if ouvre is None:
        connu = jour(convertie.mise_a_jour) or clock.today()
        ouvre = min(connu, ferme or connu, clock.today())
    return {"ouvre_le": ouvre, "ferme_le": ferme}


def _publiee_le(convertie: Convertie, maintenant: datetime) -> datetime:
    """When the feed published it, as far as it tells: an import does not make all of a catalogue new."""
    connu: date | None = jour(convertie.mise_a_jour)
    midi = datetime(connu.year, connu.month, connu.day, 12, tzinfo=clock.PARIS) if connu else maintenant
    return min(midi, maintenant)
