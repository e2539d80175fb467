"""Fields in a real browser: saved, kept, refused, suggested, sent; on the page that shows every component."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.charte import opened
from tests.e2e.conftest import Complaints
from tests.e2e.patience import attendre
from tests.live import Server

SEND, SENT = "**/api/styleguide/fichier", "**/api/envois/*"
SAVED = re.compile(r"Enregistré à \d{1,2} h \d\d")


@pytest.fixture
def guide(page: Page) -> Page:
    return opened(page)


def status(page: Page, name: str) -> Locator:
    """The words at the right of the field called `name`."""
    return page.locator(".control").filter(has=page.locator(f"[name={name}]")).locator(".field-status")


def test_server_values_reach_every_kind_of_field(guide: Page) -> None:
    expect(guide.get_by_label("Présentation", exact=True)).to_have_value("Deux\nlignes")
    expect(guide.get_by_role("radio", name="Un partenaire")).to_be_checked()
    expect(guide.get_by_role("checkbox", name="Sportifs")).to_be_checked()
    expect(guide.get_by_role("checkbox", name="Jeunes")).not_to_be_checked()
    expect(guide.get_by_label("Département du projet")).to_have_value("17")
    expect(guide.get_by_role("checkbox", name="Je suis d’accord.")).to_be_checked()


def test_every_field_says_saved_only_after_the_answer_and_keeps_it(guide: Page) -> None:
    # One field right after the other: none may be lost to the other's timer.
    guide.get_by_label("Intitulé du projet").fill("Fête du fleuve")
    guide.get_by_label("Présentation", exact=True).fill("Trois jours")
    guide.get_by_role("radio", name="Vous", exact=True).check()
    guide.get_by_role("checkbox", name="Jeunes").check()
    guide.get_by_label("Département du projet").select_option("33")
    guide.get_by_role("checkbox", name="Je suis d’accord.").uncheck()
    for name in ("texte", "long", "choix", "cases", "liste", "accord"):
        expect(status(guide, f"essai-{name}")).to_have_text(SAVED)
    guide.reload()
    expect(guide.get_by_label("Intitulé du projet")).to_have_value("Fête du fleuve")
    expect(guide.get_by_label("Présentation", exact=True)).to_have_value("Trois jours")
    expect(guide.get_by_role("radio", name="Vous", exact=True)).to_be_checked()
    expect(guide.get_by_role("checkbox", name="Jeunes")).to_be_checked()
    expect(guide.get_by_role("checkbox", name="Sportifs")).to_be_checked()
    expect(guide.get_by_label("Département du projet")).to_have_value("33")
    expect(guide.get_by_role("checkbox", name="Je suis d’accord.")).not_to_be_checked()


def test_a_wrong_answer_is_kept_and_explained(guide: Page) -> None:
    field = guide.get_by_label("Intitulé du projet")
    field.fill("ab")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        re.compile("Erreur : Saisissez au moins 3 caractères. Au moins 3")
    )
    expect(field).to_have_value("ab")
    field.fill("abc")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_the_server_rewrites_a_field_only_once_one_has_left_it(guide: Page) -> None:
    field = guide.get_by_label("Intitulé du projet")
    field.fill("Encore dans le champ")
    expect(status(guide, "essai-texte")).to_have_text(SAVED)
    # The button is pressed by script: the focus stays in the field.
    guide.get_by_role("button", name="Changer les valeurs").evaluate("button => button.click()")
    guide.get_by_role("radio", name="Vous", exact=True).evaluate("radio => radio.click()")
    expect(status(guide, "essai-choix")).to_have_text(SAVED)
    expect(field).to_have_value("Encore dans le champ")
    field.press("Tab")
    expect(field).to_have_value("Venu du serveur")


def test_an_edit_nobody_acknowledges_is_said_not_to_be_saved(page: Page) -> None:
    page.clock.install()
    opened(page)
    page.get_by_label("Champ que le serveur n’entend pas").fill("perdu ?")
    expect(status(page, "essai-lent")).to_have_text("Enregistrement…")
    page.clock.run_for(16_000)
    expect(status(page, "essai-lent")).to_have_text("Pas encore enregistré")
    expect(page.locator("#annonces")).to_have_text("Votre dernière réponse n’est pas encore enregistrée.")


def test_what_is_typed_while_the_server_is_away_is_saved_when_it_comes_back(
    guide: Page, server: Server
) -> None:
    page, notice = guide, guide.locator("#reseau")
    server.kill()
    expect(notice).to_contain_text("La connexion est interrompue.")
    page.get_by_label("Intitulé du projet").fill("Écrit sans réseau")
    page.get_by_label("Présentation", exact=True).fill("Ceci aussi")
    expect(status(page, "essai-texte")).to_have_text("Enregistrement…")
    server.start_again()
    expect(notice).to_contain_text("La connexion est rétablie.")
    expect(status(page, "essai-texte")).to_have_text(SAVED)
    expect(status(page, "essai-long")).to_have_text(SAVED)
    page.reload()
    expect(page.get_by_label("Intitulé du projet")).to_have_value("Écrit sans réseau")


def test_the_last_letters_leave_when_the_page_goes_away_under_the_fingers(guide: Page) -> None:
    title = guide.get_by_role("heading", level=1)
    guide.get_by_role("link", name="Mentions légales").click()
    expect(title).to_have_text("Mentions légales")
    guide.go_back()
    field = guide.get_by_label("Intitulé du projet")
    expect(field).to_have_value("Venu du serveur")
    field.press("End")
    field.press_sequentially(" – suite")
    guide.evaluate("history.forward()")  # nothing takes the focus out of the field first
    expect(title).to_have_text("Mentions légales")
    guide.go_back()
    expect(field).to_have_value("Venu du serveur – suite")


def test_suggestions_with_the_keyboard(guide: Page) -> None:
    town = guide.get_by_role("combobox", name="Ville")
    town.press_sequentially("bo")
    expect(guide.get_by_role("option", name="Bordeaux")).to_be_visible()
    expect(town).to_have_attribute("aria-expanded", "true")
    town.press("ArrowDown")
    active = town.get_attribute("aria-activedescendant")
    expect(guide.locator(f"#{active}")).to_have_text("Bordeaux")
    town.press("Escape")
    expect(town).to_have_attribute("aria-expanded", "false")
    expect(town).to_have_value("bo")
    town.press("ArrowDown")
    town.press("Enter")
    expect(town).to_have_value("Bordeaux")
    expect(guide.get_by_text("Ville choisie : Bordeaux")).to_be_visible()


def test_suggestions_with_a_finger(phone: Page) -> None:
    opened(phone)
    phone.get_by_role("combobox", name="Ville").press_sequentially("po")
    phone.get_by_role("option", name="Poitiers").tap()
    expect(phone.get_by_role("combobox", name="Ville")).to_have_value("Poitiers")
    expect(phone.get_by_role("listbox", name="Suggestions")).to_be_hidden()


def take(route: Route) -> None:
    """As the server does with six bytes it has not had yet."""
    told = {"HEAD": (200, "0"), "PATCH": (204, "6")}
    status, offset = told[route.request.method]
    route.fulfill(status=status, headers={"upload-offset": offset, "upload-length": "6"})


def test_files_are_sent_with_their_names(guide: Page, tmp_path: Path) -> None:
    received: list[str] = []

    def announced(route: Route) -> None:
        told = str(route.request.header_value("upload-metadata")).split(",")[0].removeprefix("filename ")
        received.append(base64.b64decode(told).decode())
        route.fulfill(status=201, headers={"location": f"/api/envois/{len(received)}", "upload-offset": "0"})

    guide.route(SEND, announced)
    guide.route(SENT, take)
    one, two = tmp_path / "relevé d’identité.pdf", tmp_path / "devis.pdf"
    one.write_bytes(b"%PDF-1")
    two.write_bytes(b"%PDF-2")
    guide.get_by_label("Pièces du dossier").set_input_files([one, two])
    expect(guide.get_by_text(re.compile("/api/envois/[12]"))).to_be_visible()
    expect(guide.locator(".uploader .sendings li")).to_have_count(0)
    assert sorted(received) == ["devis.pdf", "relevé d’identité.pdf"]


def test_refused_files_say_why(guide: Page, complaints: Complaints, tmp_path: Path) -> None:
    asked: list[str] = []
    complaints.meant.add(415)

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=415, json={"message": "Ce fichier n’est pas un PDF."})

    guide.route(SEND, refuse)
    heavy, empty, odd = tmp_path / "lourd.pdf", tmp_path / "vide.pdf", tmp_path / "photo.pdf"
    with heavy.open("wb") as file:
        file.truncate(25_000_000)
    empty.touch()
    odd.write_bytes(b"GIF89a")
    door = guide.get_by_label("Pièces du dossier")
    door.set_input_files(heavy)
    expect(
        guide.get_by_role("alert").filter(has_text="Ce fichier fait 25 Mo ; la limite est 20 Mo")
    ).to_be_visible()
    door.set_input_files(empty)
    expect(guide.get_by_role("alert").filter(has_text="Ce fichier est vide")).to_be_visible()
    expect(guide.get_by_role("alert").filter(has_text="Ce fichier fait 25 Mo")).to_have_count(0)
    assert asked == []
    door.set_input_files(odd)
    expect(guide.get_by_role("alert").filter(has_text="Ce fichier n’est pas un PDF.")).to_be_visible()
    guide.get_by_role("button", name="Fermer le message : photo.pdf").click()
    expect(guide.locator(".uploader .sendings li")).to_have_count(0)
    expect(door).to_be_focused()


def test_three_fly_and_the_next_goes_when_one_is_cancelled(guide: Page, tmp_path: Path) -> None:
    announced, waiting, given_up = [0], [], []

    def hold(route: Route) -> None:
        if route.request.method == "PATCH":
            waiting.append(route)
        elif route.request.method == "DELETE":
            given_up.append(route.request.url)
            route.fulfill(status=204)
        else:
            take(route)

    def number(route: Route) -> None:
        announced[0] += 1
        route.fulfill(status=201, headers={"location": f"/api/envois/{announced[0]}"})

    guide.route(SEND, number)
    guide.route(SENT, hold)
    names = [f"{letter}.pdf" for letter in "abcd"]
    for name in names:
        (tmp_path / name).write_bytes(b"%PDF-1")
    guide.get_by_label("Pièces du dossier").set_input_files([tmp_path / name for name in names])
    lines = guide.locator(".uploader .sendings li")
    expect(lines.filter(has_text="d.pdf")).to_contain_text("en attente")
    attendre(lambda: lines.count() and len(waiting) == 3, "three on their way")
    assert announced == [4]
    guide.get_by_role("button", name="Annuler l’envoi : a.pdf").click()
    expect(lines.filter(has_text="a.pdf")).to_have_count(0)
    expect(lines.filter(has_text="d.pdf")).not_to_contain_text("en attente")
    attendre(lambda: lines.count() and len(waiting) == 4, "the fourth on its way")
    for route in waiting:
        if not route.request.url.endswith("/1"):
            route.fulfill(status=204, headers={"upload-offset": "6"})
    expect(lines).to_have_count(0)
    assert [url.rpartition("/")[2] for url in given_up] == ["1"]


def test_a_password_can_be_looked_at(guide: Page) -> None:
    secret = guide.get_by_label("Nouveau mot de passe", exact=True)
    secret.fill("correct cheval pile")
    expect(guide.get_by_text("Très bon")).to_be_visible()
    field = guide.locator(".field").filter(has=secret)
    field.get_by_role("button", name="Afficher").click()
    expect(secret).to_have_attribute("type", "text")
    expect(secret).to_have_value("correct cheval pile")
    field.get_by_role("button", name="Masquer").click()
    expect(secret).to_have_attribute("type", "password")
