"""The demonstration fills an empty database once, with aids one finds and people who can sign in."""

from sqlalchemy import Engine
from sqlmodel import Session, func, select

from portail.aides import service
from portail.aides.adresses import publiee
from portail.aides.criteres import Criteres
from portail.aides.models import Aide, VersionReglement
from portail.comptes import mots_de_passe
from portail.comptes.models import Compte
from portail.core import clock
from portail.demandeurs.models import Fiche
from portail.demo import catalogue
from portail.demo.comptes import COMPTES, MOT_DE_PASSE
from portail.demo.seed import deja_semee, semer
from portail.dossiers.models import Dossier
from portail.dossiers.reponses import charger
from portail.formulaires.service import version_courante
from portail.infra.db import transaction

FORMULAIRES = sorted(aide.slug for aide in catalogue.charger() if aide.formulaire)


def test_the_demonstration_is_whole_and_seeded_once(session: Session) -> None:
    assert not deja_semee(session)
    semer(session)
    total = session.exec(select(func.count()).select_from(Aide)).one()
    assert 66 <= total <= 74
    semer(session)
    assert session.exec(select(func.count()).select_from(Aide)).one() == total

    for slug in FORMULAIRES:
        fiche = service.lire_aide(session, slug, clock.today())
        assert (fiche.en_ligne, fiche.depot_possible, bool(fiche.reglement)) == (True, True, True)
        assert version_courante(session, publiee(session, slug).id) is not None


def test_the_demonstration_is_found(engine: Engine) -> None:
    with transaction() as session:
        semer(session)
        total = session.exec(select(func.count()).select_from(Aide)).one()
    trouvees = service.rechercher(Criteres(), clock.today())
    assert trouvees.total == total
    assert 0 < trouvees.comptes["etat", "ouverte"] < total
    assert len(service.aides_bientot_closes(clock.today())) == 4


def test_an_aid_is_seeded_whole(session: Session) -> None:
    semer(session)
    aide = service.publiee(session, "salles-de-spectacle-renovation")
    assert aide.publiee_le is not None
    assert (aide.acte, aide.fonds_europeens, aide.sous_thematiques[0]) == (
        "Délibération n°\u00a02025.162 de la séance plénière du 24 mars 2025",
        ["feder"],
        "equipements-culturels",
    )
    assert aide.porteurs[0]["roles"] == ["financeur", "instructeur"]
    assert len(aide.contacts) == len(aide.documents_informatifs) == 2
    assert aide.modalites
    assert aide.demarches.startswith("1. Prenez rendez-vous")
    fenetres = service.fenetres_de(session, aide.id)
    assert [f.ouvre_le is None for f in fenetres] == [False, False, False, True]
    versions = session.exec(select(VersionReglement).where(VersionReglement.aide_id == aide.id)).all()
    assert len(versions) == 2
    assert service.publiee(session, "embaucher-un-apprenti").conditions == {"effectif_max": 49}


def test_every_account_signs_in_and_has_its_sheet(session: Session) -> None:
    semer(session)
    for demo in COMPTES:
        compte = session.exec(select(Compte).where(Compte.identifiant == demo.identifiant)).one()
        assert compte.active_le is not None
        assert mots_de_passe.verifier(MOT_DE_PASSE, compte.mot_de_passe)
        assert session.get(Fiche, compte.id) is not None


def test_a_draft_waits_with_valid_answers_and_what_the_sheet_gave(session: Session) -> None:
    semer(session)
    dossier = session.exec(select(Dossier)).one()
    contenu = charger(session, dossier)
    assert contenu.valeurs["nom_association"] == "Les Amis de la Loutre"
    assert contenu.valeurs["intitule"] == "Les sentinelles de la rivière"
    faux = [champ.id for _, champ in contenu.schema.champs() if contenu.examen.erreur(champ, exiger=False)]
    assert faux == []
