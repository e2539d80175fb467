"""A person's rights over their dossiers: a copy of everything, erasure of what the law does not keep."""

import json

from sqlmodel import Session, select

from portail.dossiers import brouillon, depot, donnees, etapes
from portail.dossiers.models import Depot, Dossier, Piece, Reponse
from portail.dossiers.workflow import Analyse
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import IBAN, Monde


def test_a_copy_holds_everything_and_only_one_s_own(session: Session, monde: Monde) -> None:
    numero = fabrique.brouillon_complet(session, monde)
    brouillon.ouvrir(session, monde.autre, monde.slug)
    copie = donnees.donnees_de(session, monde.zoe.id)
    (dossier,) = json.loads(json.dumps(copie.dossiers))
    assert (dossier["numero"], dossier["statut"], dossier["depose_le"]) == (numero, "Non déposé", None)
    reponses = {reponse["champ"]: reponse["reponse"] for reponse in dossier["reponses"]}
    assert reponses["iban"] == IBAN  # one's own data come in clear
    assert reponses["adresse"]["commune"] == "Poitiers"
    assert [fichier.chemin for fichier in copie.fichiers] == [f"dossiers/{numero}/01-devis.pdf"]
    (liste,) = dossier["fichiers"]
    assert (liste["nom"], liste["chemin"]) == ("devis.pdf", copie.fichiers[0].chemin)
    assert (liste["antivirus"], liste["virus"]) == ("Non analysé", None)


def test_a_refused_file_is_listed_and_one_that_waits_is_given(session: Session, monde: Monde) -> None:
    numero = fabrique.brouillon_complet(session, monde)
    dossier = session.exec(select(Dossier)).one()
    refusee = fabrique.piece(session, dossier, "budget")
    refusee.analyse, refusee.virus = Analyse.REFUSEE, "Essai"
    session.exec(select(Piece).where(Piece.champ == "devis")).one().analyse = Analyse.EN_ANALYSE
    session.flush()
    copie = donnees.donnees_de(session, monde.zoe.id)
    listes = [
        (f["nom"], f["chemin"], f["antivirus"], f["virus"])
        for f in json.loads(json.dumps(copie.dossiers))[0]["fichiers"]
    ]
    chemin = f"dossiers/{numero}/01-devis.pdf"
    assert listes == [
        ("devis.pdf", chemin, "Analyse en cours", None),
        ("budget.pdf", None, "Refusé", "Essai"),
    ]
    assert [fichier.chemin for fichier in copie.fichiers] == [chemin]


def test_drafts_go_and_submitted_dossiers_stay_untied(session: Session, monde: Monde) -> None:
    depose = fabrique.brouillon_complet(session, monde)
    depot.deposer(session, monde.zoe, depose, True)
    efface = fabrique.brouillon_complet(session, monde)
    donnees.effacer_ou_detacher(session, monde.zoe.id)
    session.expire_all()
    (reste,) = session.exec(select(Dossier)).all()
    assert (reste.numero, reste.compte_id) == (depose, None)
    assert {r.dossier_id for r in session.exec(select(Reponse))} == {reste.id}
    assert [p.cle for p in session.exec(select(Piece))] == [f"jointes/{depose}"]
    assert session.exec(select(Depot)).one().demandeur[0] == "Zoé Martin"
    assert {"cles": [f"jointes/{efface}"]} in [e.charge for e in fabrique.envois(session, "effacer_fichiers")]
    assert etapes.lire_recapitulatif(session, monde.agent, depose).demandeur[0] == "Zoé Martin"


def test_the_receipt_may_still_be_made_once_untied(session: Session, monde: Monde) -> None:
    from portail.dossiers import accuse

    numero = fabrique.brouillon_complet(session, monde)
    depot.deposer(session, monde.zoe, numero, True)
    donnees.effacer_ou_detacher(session, monde.zoe.id)
    dossier = session.exec(select(Dossier)).one()
    faits = accuse.rassembler(session, dossier.id)
    assert faits is not None
    assert faits["demandeur"][0] == "Zoé Martin"
    assert IBAN not in str(faits)
