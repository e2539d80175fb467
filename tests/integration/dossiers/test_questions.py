"""The page that tells all the questions of a form before one starts."""

import httpx
import pytest
from sqlmodel import Session

from portail.aides.models import AncienneAdresse
from portail.api.gate import admission
from portail.api.routes import http_api
from portail.settings import settings
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde


async def demander(chemin: str) -> httpx.Response:
    transport = httpx.ASGITransport(admission(http_api()))
    async with httpx.AsyncClient(transport=transport, base_url=settings().origin) as client:
        return await client.get(chemin)


async def test_anybody_reads_all_the_questions(monde: Monde) -> None:
    reponse = await demander(f"/aides/{monde.slug}/questions")
    texte = reponse.text
    assert reponse.status_code == 200
    assert "script-src 'none'" in reponse.headers["content-security-policy"] or "<script" not in texte
    assert "environ 15\u00a0minutes" in texte
    assert texte.index("Les documents à préparer") < texte.index("1. Vous") < texte.index("2. Votre projet")
    assert texte.count("Devis") == 2
    for dit in ("Je certifie", "L’eau", "Comptez dix minutes.", "(selon vos réponses)", "(facultatif)"):
        assert dit in texte
    assert "Décrivez <strong>votre</strong> projet." in texte
    assert f'href="/aides/{monde.slug}/demande"' in texte


async def test_what_has_no_questions_says_so(monde: Monde, session: Session) -> None:
    fabrique.aide(session, "papier")
    session.add(AncienneAdresse(slug="avant", aide_id=monde.aide))
    session.commit()
    papier = await demander("/aides/papier/questions")
    assert (papier.status_code, "n’a pas de formulaire en ligne" in papier.text) == (404, True)
    assert (await demander("/aides/inconnue/questions")).status_code == 404
    ailleurs = await demander("/aides/avant/questions")
    assert (ailleurs.status_code, ailleurs.headers["location"]) == (301, f"/aides/{monde.slug}/questions")


@pytest.mark.parametrize("slug", ["%00", "x" * 3000, "' OR 1=1", "é\u202e", "..", "%2e%2e"])
async def test_a_forged_address_is_no_aid(monde: Monde, slug: str) -> None:
    assert (await demander(f"/aides/{slug}/questions")).status_code in (400, 404)
