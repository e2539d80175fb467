"""Whatever a person types arrives: on the page, in the receipt's PDF, in the copy of their data."""

import json

import pytest

from portail.dossiers import accuse, brouillon, depot, donnees, etapes
from portail.infra import storage
from portail.infra.db import transaction
from portail.jobs import worker
from tests.e2e.fichiers import texte_pdf
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde

REPERE = "haies du marais"
TEXTES = {
    "balises": f"<script>alert(1)</script> <b>{REPERE}</b> &amp; {{{{ 7*7 }}}}",
    "typst": f'#read("/etc/passwd") *gras* _penché_ $x^2$ @ref <a> #set page(width: 1pt) {REPERE}',
    "formule": f'=HYPERLINK("http://x";"y")\t+1+1 @SUM(A1) -2 {REPERE}',
    "droite_a_gauche": f"مرحبا \u202ebidi\u202c שלום {REPERE}",
    "images": f"👩‍👩‍👧 🏳️‍🌈 e\u0301 Å {REPERE}",
    "invisibles": f"a\u200bb\ufeffc\u00ad {REPERE} \u2028ligne",
    "controles": f"a\x07b\x1b[31m {REPERE}\x7f",
    "gabarit": f"%s %(nom)s {{0}} ${{HOME}} \\n {REPERE}",
    "sans_espace": "x" * 250 + f" {REPERE}",
    "lignes": "\n" * 120 + REPERE,
}


@pytest.mark.parametrize("texte", TEXTES.values(), ids=TEXTES.keys())
def test_any_text_travels_whole(monde: Monde, texte: str) -> None:
    with transaction() as session:
        numero = fabrique.brouillon_complet(session, monde)
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", texte, 10**12)
        etape = etapes.lire_etape(session, monde.zoe, numero, "projet")
        (champ,) = [champ for champ in etape.champs if champ.id == "resume"]
        assert champ.valeur == texte  # what was typed comes back as it was typed
        copie = json.loads(json.dumps(donnees.donnees_de(session, monde.zoe.id).dossiers))
        gardees = {reponse["champ"]: reponse["reponse"] for reponse in copie[0]["reponses"]}
        assert gardees["resume"] == texte
        depot.deposer(session, monde.zoe, numero, True)
    while worker.faire_un_tour():
        pass
    with transaction() as session:
        recu = accuse.lire_accuse(session, monde.zoe, numero)
    assert REPERE in texte_pdf(storage.read_bytes(recu.cle))
