"""What an import will write, worked out ahead: aids that are new, that the file changed, that left it."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as choose
from sqlmodel import Session, SQLModel, col

from portail.aides.adresses import slug_de
from portail.aides.echanges.conversion import Convertie, empreinte
from portail.aides.echanges.rapport import Rapport
from portail.aides.echanges.registre import Registre
from portail.aides.echanges.suivi import Suivi
from portail.aides.echanges.valeurs import jour
from portail.aides.edition import Passage, passage
from portail.aides.models import Aide, FenetreDepot, TermesAide
from portail.aides.mots import cle_de_tri
from portail.aides.search import mots_de
from portail.aides.workflow import StatutAide
from portail.core import clock
from portail.infra.bulk import Bulk, Ready
from portail.infra.journal import EntreeJournal

Colonnes = dict[str, Any]


@dataclass
class Lot:
    """The writes of a batch: rows to add as the driver takes them, columns to change by the row's `id`."""

    aides: list[Ready] = field(default_factory=list)
    fenetres: list[Ready] = field(default_factory=list)
    termes: list[Ready] = field(default_factory=list)
    faits: list[Ready] = field(default_factory=list)
    aides_changees: list[Colonnes] = field(default_factory=list)
    fenetres_changees: list[Colonnes] = field(default_factory=list)
    termes_refaits: list[uuid.UUID] = field(default_factory=list)
    """The aids whose words `termes` holds anew."""


class Tables:
    """The tables that an import adds rows to."""

    def __init__(self, session: Session) -> None:
        dialecte = session.get_bind().dialect
        self.aides, self.fenetres = Bulk(Aide, dialecte), Bulk(FenetreDepot, dialecte)
        self.termes = Bulk(TermesAide, dialecte, later=("numero",))
        self.faits = Bulk(EntreeJournal, dialecte)


class Preparation:
    """Works out the writes of an import from what the database holds, which it only reads."""

    def __init__(self, session: Session, registre: Registre, rapport: Rapport) -> None:
        self._session, self._registre, self._rapport = session, registre, rapport
        self._tables, self._instant = Tables(session), clock.now()
        self._lot = Lot()

    def lot(self, converties: Sequence[Convertie]) -> Lot:
        """The writes of these rows."""
        self._lot = Lot()
        connues = {
            c.reference: une.id for c in converties if (une := self._registre.connues.get(c.reference))
        }
        suivis = self._suivis(list(connues.values()))
        changees: dict[uuid.UUID, tuple[Convertie, Suivi]] = {}
        for convertie in converties:
            if convertie.reference in self._registre.nos_ids:  # written here, exported, and come back
                self._rapport.inchangees += 1
            elif identifiant := connues.get(convertie.reference):
                suivi = suivis[identifiant]
                if suivi.retiree or suivi.empreintes != convertie.empreintes:
                    changees[identifiant] = convertie, suivi
                else:
                    self._rapport.inchangees += 1
                    self._reconnaitre(identifiant, convertie, suivi)
            else:
                self._creer(convertie)
        fenetres = self._fenetres(list(changees))
        for fiche in _lignes(self._session, Aide, "id", list(changees)):
            self._modifier(fiche, fenetres[fiche["id"]], *changees[fiche["id"]])
        return self._lot

    def retrait(self, ids: Sequence[uuid.UUID]) -> Lot:
        """The writes that withdraw aids: the public reads them no more, their dossiers go on."""
        self._lot = Lot()
        for fiche in _lignes(self._session, Aide, "id", ids):
            suivi = replace(Suivi.lire(fiche["empreinte_import"]), retiree=True)
            champs = self._passer(fiche, StatutAide.RETIREE) | {"empreinte_import": suivi.ecrire()}
            self._changer(fiche, champs, [])
        self._rapport.retirees += len(ids)
        return self._lot

    def _suivis(self, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Suivi]:
        choix = choose(col(Aide.id), col(Aide.empreinte_import)).where(col(Aide.id).in_(ids))
        return {
            identifiant: Suivi.lire(texte) for identifiant, texte in self._session.connection().execute(choix)
        }

    def _fenetres(self, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Colonnes]]:
        par_aide: dict[uuid.UUID, list[Colonnes]] = defaultdict(list)
        for une in _lignes(self._session, FenetreDepot, "aide_id", ids):
            par_aide[une["aide_id"]].append(une)
        return par_aide

    def _creer(self, convertie: Convertie) -> None:
        titre, identifiant = convertie.champs["titre"], uuid.uuid4()
        slug = slug_de(titre, self._registre.adresses.__contains__)
        self._registre.adresses.add(slug)
        parue_le = _publiee_le(convertie, self._instant)
        naissance = self._passage(identifiant, None, StatutAide.PUBLIEE, parue_le)
        aide = self._tables.aides.complete(
            {
                "id": identifiant,
                "slug": slug,
                "origine": self._registre.origine,
                "reference": convertie.reference,
                "cle_titre": cle_de_tri(titre),
                "empreinte_import": self._suivi(convertie),
                **convertie.champs,
                **naissance.champs,
                "modifiee_le": self._instant,
            }
        )
        self._lot.aides.append(self._tables.aides.ready(aide))
        self._ajouter_fenetre(identifiant, convertie)
        self._ajouter_termes(aide, [])
        self._rapport.creees += 1

    def _modifier(
        self, fiche: Colonnes, fenetres: Sequence[Colonnes], convertie: Convertie, suivi: Suivi
    ) -> None:
        changees = [nom for nom, dite in convertie.empreintes.items() if suivi.empreintes.get(nom) != dite]
        champs: Colonnes = {
            nom: v for groupe in changees for nom, v in convertie.groupes.get(groupe, {}).items()
        }
        champs["cle_titre"] = cle_de_tri((fiche | champs)["titre"])
        if "fenetre" in changees:
            self._deplacer_fenetre(fiche["id"], fenetres, convertie, suivi)
        if suivi.retiree and fiche["statut"] is StatutAide.RETIREE:
            champs |= self._passer(fiche, StatutAide.PUBLIEE)
        champs["empreinte_import"] = self._suivi(convertie)
        self._changer(fiche, champs, [une["libelle"] for une in fenetres])
        self._rapport.modifiees += 1

    def _reconnaitre(self, identifiant: uuid.UUID, convertie: Convertie, suivi: Suivi) -> None:
        """Remember a row that is written otherwise but says the same: next time it is known at sight."""
        if (suivi.ligne, suivi.marque) != (convertie.ligne, convertie.marque):
            su = replace(suivi, ligne=convertie.ligne, marque=convertie.marque)
            self._lot.aides_changees.append({"id": identifiant, "empreinte_import": su.ecrire()})

    def _changer(self, fiche: Colonnes, champs: Colonnes, periodes: Sequence[str]) -> None:
        self._lot.aides_changees.append({"id": fiche["id"], **champs, "modifiee_le": self._instant})
        self._lot.termes_refaits.append(fiche["id"])
        self._ajouter_termes(fiche | champs, periodes)

    def _deplacer_fenetre(
        self, aide_id: uuid.UUID, fenetres: Sequence[Colonnes], convertie: Convertie, suivi: Suivi
    ) -> None:
        """The window that came from the file takes its new dates; those that were added here stay."""
        venues = [f for f in fenetres if suivi.empreintes.get("fenetre", "") in _empreintes_possibles(f)]
        if not venues and len(fenetres) == 1:
            venues = list(fenetres)
        if venues:
            self._lot.fenetres_changees.append({"id": venues[0]["id"], **_dates(convertie)})
        else:
            self._ajouter_fenetre(aide_id, convertie)

    def _ajouter_fenetre(self, aide_id: uuid.UUID, convertie: Convertie) -> None:
        table = self._tables.fenetres
        self._lot.fenetres.append(table.ready(table.complete({"aide_id": aide_id, **_dates(convertie)})))

    def _ajouter_termes(self, fiche: Mapping[str, Any], periodes: Sequence[str]) -> None:
        self._lot.termes.append(
            self._tables.termes.ready({"aide_id": fiche["id"], **mots_de(fiche, periodes)})
        )

    def _passer(self, fiche: Colonnes, vers: StatutAide) -> Colonnes:
        return self._passage(fiche["id"], fiche["statut"], vers, fiche["publiee_le"]).champs

    def _passage(
        self, aide_id: uuid.UUID, de: StatutAide | None, vers: StatutAide, parue_le: datetime | None
    ) -> Passage:
        suite = passage(aide_id, de, vers, parue_le=parue_le, origine=self._registre.origine)
        self._lot.faits.append(self._tables.faits.ready(self._tables.faits.complete(suite.fait)))
        return suite

    def _suivi(self, convertie: Convertie) -> str:
        return Suivi(
            convertie.empreintes,
            convertie.mise_a_jour,
            self._instant.isoformat(),
            ligne=convertie.ligne,
            marque=convertie.marque,
        ).ecrire()


def _lignes(session: Session, modele: type[SQLModel], cle: str, ids: Sequence[uuid.UUID]) -> list[Colonnes]:
    table = modele.__table__  # type: ignore[attr-defined]
    choix = choose(table).where(table.c[cle].in_(ids)).order_by(table.c.id)
    return [dict(ligne) for ligne in session.connection().execute(choix).mappings()]


def _empreintes_possibles(fenetre: Colonnes) -> tuple[str, str]:
    """The digests a window may have had in the file: its opening may have been made up here."""
    ouvre, ferme = fenetre["ouvre_le"], fenetre["ferme_le"]
    return empreinte((ouvre, ferme)), empreinte((None, ferme))


def _dates(convertie: Convertie) -> Colonnes:
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
