"""What accounts write: the right subject, a link that no server sees, nothing a stranger typed."""

import re

import pytest

from portail.comptes import mails
from portail.comptes.mails import Courriel
from portail.partners.mail_rendu import Rendu, rendre
from portail.settings import settings

TOUS = [
    (mails.activation("zoe@exemple.fr", "S3cret"), "Activation de compte", "/activation#S3cret"),
    (mails.deja_un_compte("zoe@exemple.fr"), "Vous avez déjà un compte", "/connexion"),
    (
        mails.mot_de_passe_oublie("zoe@exemple.fr", "S3cret"),
        "Choisissez un nouveau mot de passe",
        "/nouveau-mot-de-passe#S3cret",
    ),
    (mails.identifiant_oublie("zoe@exemple.fr", "zoe_*m*"), "Votre identifiant", "/connexion"),
    (mails.mot_de_passe_change("zoe@exemple.fr"), "Votre mot de passe a changé", "/mot-de-passe-oublie"),
    (
        mails.identifiant_change("zoe@exemple.fr", "zoe_*m*"),
        "Votre identifiant a changé",
        "/mot-de-passe-oublie",
    ),
    (
        mails.changement_vu_de_l_ancienne("zoe@exemple.fr", "z_*@exemple.org", "S3cret"),
        "Confirmez votre changement d’adresse",
        "/changement-de-mail#S3cret",
    ),
    (
        mails.changement_vu_de_la_nouvelle("zoe@exemple.fr", "S3cret"),
        "Confirmez votre nouvelle adresse",
        "/changement-de-mail#S3cret",
    ),
    (mails.mail_change("zoe@exemple.fr", "z_*@exemple.org"), "Votre adresse a changé", ""),
    (mails.compte_supprime("zoe@exemple.fr"), "Votre compte est supprimé", ""),
]


def _rendu(courriel: Courriel) -> Rendu:
    reglages = settings()
    return rendre(courriel.corps_markdown, collectivite=reglages.collectivite, accent=reglages.accent)


@pytest.mark.parametrize(("courriel", "objet", "chemin"), TOUS, ids=[objet for _, objet, _ in TOUS])
def test_a_mail_says_what_to_do_and_what_if_it_was_not_you(
    courriel: Courriel, objet: str, chemin: str
) -> None:
    assert courriel.sujet == f"[Région Nouvelle-Aquitaine] {objet}"
    rendu = _rendu(courriel)
    assert rendu.texte.startswith("Bonjour,")
    assert "Ce n’était pas vous\u00a0?" in rendu.texte
    liens = re.findall(r"https?://[^\s)>]+", rendu.texte)
    assert all(lien.startswith(settings().origin + "/") for lien in liens)
    if chemin:
        assert settings().origin + chemin in rendu.texte
        assert f'href="{settings().origin}{chemin}"' in rendu.html
    assert not re.search(r" [:;?!»]|« ", courriel.corps_markdown.replace(" :\n", ""))


@pytest.mark.parametrize(
    "courriel", [courriel for courriel, _, _ in TOUS if "S3cret" in courriel.corps_markdown]
)
def test_a_secret_stands_where_browsers_do_not_send_it(courriel: Courriel) -> None:
    for lien in re.findall(r"https?://[^\s)>]+", courriel.corps_markdown):
        assert "S3cret" not in lien.partition("#")[0]


def test_what_people_typed_is_no_markup() -> None:
    rendu = _rendu(mails.identifiant_oublie("zoe@exemple.fr", "zoe_*m*"))
    assert "zoe_*m*" in rendu.texte
    rendu = _rendu(mails.mail_change("zoe@exemple.fr", "[a](b)@x.fr"))
    assert "[a](b)@x.fr" in rendu.texte
