"""Whatever a person types arrives: on the page, in the receipt's PDF, in the copy of their data."""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import PurePosixPath

import pytest
from sqlmodel import select

from portail.api.mes_donnees import archive
from portail.comptes.models import Compte
from portail.core.errors import Invalide
from portail.core.saisie import sans_impossible
from portail.demandeurs import donnees as de_la_personne
from portail.demandeurs import mes_infos
from portail.demandeurs.rules import CHAMPS
from portail.dossiers import accuse, brouillon, depot, donnees, etapes, pieces
from portail.dossiers.models import Piece
from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from portail.infra import storage
from portail.infra.db import transaction
from portail.jobs import worker
from tests import tous_les_types as tous
from tests.e2e.fichiers import texte_pdf
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import PDF, Monde
from tests.textes import REPERE, TEXTES

TOUS = tous.formulaire(*tous.REPONSES, requis=False)
textes = pytest.mark.parametrize("texte", TEXTES.values(), ids=TEXTES.keys())


@textes
def test_any_text_travels_whole(monde: Monde, texte: str) -> None:
    garde = sans_impossible(texte)
    with transaction() as session:
        numero = fabrique.brouillon_complet(session, monde)
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", texte, 10**12)
        etape = etapes.lire_etape(session, monde.zoe, numero, "projet")
        (champ,) = [champ for champ in etape.champs if champ.id == "resume"]
        assert champ.valeur == garde  # what was typed comes back as it was typed
        copie = json.loads(json.dumps(donnees.donnees_de(session, monde.zoe.id).dossiers))
        gardees = {reponse["champ"]: reponse["reponse"] for reponse in copie[0]["reponses"]}
        assert gardees["resume"] == garde
        depot.deposer(session, monde.zoe, numero, True)
    while worker.faire_un_tour():
        pass
    with transaction() as session:
        recu = accuse.lire_accuse(session, monde.zoe, numero)
    assert REPERE in texte_pdf(storage.read_bytes(recu.cle))


@textes
def test_every_type_of_question_takes_any_text_or_says_why_not(monde: Monde, texte: str) -> None:
    with transaction() as session:
        aide = fabrique.aide(session, "tout")
        fabrique.fenetre(session, aide.id)
        publier_version(session, None, aide.id, Formulaire.model_validate(TOUS))
        numero = brouillon.ouvrir(session, monde.zoe, "tout")
    for n, champ in enumerate(TOUS["etapes"][0]["champs"], start=1):  # type: ignore[index,call-overload]
        for valeur in (texte, [texte], {"voie": texte, "nom": texte, "code": texte}):
            with suppress(Invalide), transaction() as session:
                brouillon.enregistrer_reponse(session, monde.zoe, numero, champ["id"], valeur, n)
    with transaction() as session:
        vue = etapes.lire_etape(session, monde.zoe, numero, "tout")
        par_id = {champ.id: champ for champ in vue.champs}
        assert par_id["texte"].valeur == par_id["texte_long"].valeur == sans_impossible(texte)
        assert {par_id[wrong].erreur != "" for wrong in ("entier", "date", "mail", "siret", "telephone")} == {
            True
        }
        etapes.lire_recapitulatif(session, monde.zoe, numero)
        json.dumps(donnees.donnees_de(session, monde.zoe.id).dossiers)


@textes
async def test_names_and_addresses_travel_to_the_receipt_and_the_copy(monde: Monde, texte: str) -> None:
    with transaction() as session:
        numero = fabrique.brouillon_complet(session, monde)
        for champ in CHAMPS:
            mes_infos.enregistrer(session, monde.zoe, {champ: texte})
            json.dumps(vars(mes_infos.ouvrir(session, monde.zoe)), default=str)
        compte = session.get_one(Compte, monde.zoe.id)
        compte.nom = compte.prenom = sans_impossible(texte)  # even if it was let in
        jointe = session.exec(select(Piece)).one()
        jointe.cle = storage.write_bytes(pieces.DOSSIER, PDF)
        jointe.nom = pieces.identifier(fabrique.stored(PDF, jointe.cle), texte, ["pdf"]).nom
        depot.deposer(session, monde.zoe, numero, True)
    while worker.faire_un_tour():
        pass
    with transaction() as session:
        recu = accuse.lire_accuse(session, monde.zoe, numero)
        siens = donnees.donnees_de(session, monde.zoe.id)
        document = {**de_la_personne.donnees_de(session, monde.zoe), "dossiers": siens.dossiers}
    assert REPERE in texte_pdf(storage.read_bytes(recu.cle))
    octets = b"".join([bloc async for bloc in archive(document, siens.fichiers)])
    with zipfile.ZipFile(io.BytesIO(octets)) as copie:
        assert copie.testzip() is None
        assert json.loads(copie.read("mes-donnees.json"))["compte"]["nom"] == sans_impossible(texte)
        for nom in copie.namelist():
            assert nom.isprintable()
            assert not PurePosixPath(nom).is_absolute()
            assert ".." not in PurePosixPath(nom).parts
