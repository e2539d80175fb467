"""The alert as a real SMTP server gets it: the headers by which a mailbox stops it in one click."""

import re
from collections.abc import Callable

from portail.comptes.mails import bouton, courriel, poster
from portail.core import clock
from portail.jobs import worker
from portail.veille import alertes, recherches
from tests.integration.partners.test_smtp_servers import Facteur, poste, regler  # noqa: F401
from tests.integration.veille.conftest import Monde


def test_an_alert_bears_the_headers_of_one_click(monde: Monde, poste: Callable[..., int]) -> None:
    facteur = Facteur()
    poste(facteur)
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos d’été", "q=v%C3%A9lo", "jour")
    monde.avancer(hours=1)
    monde.aide("velo", [(-9, 60)], titre="Vélo électrique & cargo")
    monde.faire(alertes.demander)
    monde.travailler()
    with clock.fixed(monde.maintenant):
        worker.faire_un_tour()
    recu = facteur.message()
    assert isinstance(facteur.recus[0].content, bytes)
    assert re.search(
        rb"^List-Unsubscribe: <http://localhost:3000/api/desabonnement/[\w-]{43}\.0>\r$",
        facteur.recus[0].content,
        re.MULTILINE,
    )
    assert recu["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for genre in ("plain", "html"):
        corps = recu.get_body((genre,))
        assert corps is not None
        texte = corps.get_content()
        for mot in ("Vélo électrique", "/aides/velo", "/desabonnement#", "/mes-aides"):
            assert mot in texte, (genre, mot)


def test_other_mails_bear_none(monde: Monde, poste: Callable[..., int]) -> None:
    facteur = Facteur()
    poste(facteur)
    monde.faire(poster, courriel("zoe@exemple.fr", "Bonjour", bouton("Ici", "/aides")))
    with clock.fixed(monde.maintenant):
        worker.faire_un_tour()
    assert facteur.message()["List-Unsubscribe"] is None
