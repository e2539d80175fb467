"""Several tabs of one browser: what one does, the others know."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from portail.demandeurs.models import Fiche
from tests.comptes_de_test import MOT_DE_PASSE
from tests.e2e import gens
from tests.e2e.conftest import Complaints
from tests.e2e.patience import attendre
from tests.live import Server


def mes_infos(context: BrowserContext) -> Page:
    """A tab at one's own page."""
    page = context.new_page()
    page.goto("/mes-infos")
    expect(page.get_by_label("Téléphone")).to_have_value(re.compile("05"))
    return page


def telephone_en_base(qui: gens.Personne) -> str:
    """The telephone the database holds."""
    with gens.lecture(qui.server) as session:
        return session.get_one(Fiche, qui.compte.id).telephone


def test_signing_out_in_one_tab_closes_the_others(
    new_context: Callable[..., BrowserContext], server: Server, complaints: Complaints
) -> None:
    complaints.meant.add(401)  # what was typed waits for the person to come back
    qui = gens.personne(server)
    context = qui.entrer(new_context())
    ici, la = mes_infos(context), mes_infos(context)
    ici.get_by_role("button", name="Se déconnecter").click()
    expect(ici.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()
    la.bring_to_front()
    expect(la.get_by_role("dialog", name="Vous êtes déconnecté")).to_be_visible()
    assert telephone_en_base(qui) == "+33536491234"
    la.reload()
    expect(la).to_have_url(re.compile(r"/connexion\?suite=(/|%2F)mes-infos$"))
    expect(la.locator("body")).not_to_contain_text("05 36 49")


def test_somebody_else_who_signs_in_in_another_tab_inherits_nothing(
    new_context: Callable[..., BrowserContext], server: Server, complaints: Complaints
) -> None:
    complaints.meant.add(401)  # what was typed waits for the person to come back
    moi, autre = gens.personne(server), gens.personne(server)
    context = moi.entrer(new_context())
    ici, la = mes_infos(context), mes_infos(context)
    la.get_by_role("button", name="Se déconnecter").click()
    expect(la.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()
    la.goto("/connexion?suite=/mes-infos")
    la.get_by_label("Identifiant", exact=True).fill(autre.compte.identifiant)
    la.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    la.keyboard.press("Enter")
    expect(la.get_by_role("heading", level=1, name="Mes infos personnelles")).to_be_visible()
    ici.bring_to_front()
    expect(ici.get_by_role("dialog", name="Vous êtes déconnecté")).to_be_visible()
    assert [telephone_en_base(qui) for qui in (moi, autre)] == ["+33536491234"] * 2
    ici.reload()
    expect(
        ici.get_by_label("Adresse mail", exact=True).or_(ici.get_by_text(autre.compte.mail))
    ).to_be_visible()
    expect(ici.locator("body")).not_to_contain_text(moi.compte.mail)


def test_the_same_field_in_two_tabs_ends_with_the_last_one(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server)
    context = qui.entrer(new_context())
    ici, la = mes_infos(context), mes_infos(context)
    ici.get_by_label("Téléphone").fill("05 36 49 12 01")
    attendre(lambda: telephone_en_base(qui) == "+33536491201", "the first number")
    la.get_by_label("Téléphone").fill("05 36 49 12 02")
    attendre(lambda: telephone_en_base(qui) == "+33536491202", "the second number")
    ici.reload()
    expect(ici.get_by_label("Téléphone")).to_have_value(re.compile(r"12\s02$"))
