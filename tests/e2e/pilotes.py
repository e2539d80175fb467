"""Three people who walk the same journey: with a mouse, with a keyboard alone, with a finger on a phone."""

from collections.abc import Sequence
from pathlib import Path
from re import Pattern

from playwright.sync_api import Download, Locator, Page, expect

from tests.e2e.patience import attendre
from tests.e2e.regards import foyer_visible, petites_cibles, trop_large

TABULATIONS = 150
"""Presses of Tab after which a thing counts as out of reach: more than any page holds."""


class Pilote:
    """What a person does on a page. `locator` is always found by its role and its name."""

    nom = ""
    largeur, hauteur = 1280, 900

    def __init__(self, page: Page) -> None:
        self.page = page
        # Listened to for good: file choosers asked for one by one are missed now and then by the driver.
        page.on("filechooser", lambda _: None)

    def arriver(self, titre: str | Pattern[str], adresse: str | Pattern[str] = "") -> None:
        """Wait for the page of this title (and address), and look at it as this person would."""
        expect(self.page.get_by_role("heading", level=1, name=titre)).to_be_visible()
        if adresse:
            expect(self.page).to_have_url(adresse)
        self.regarder()

    def regarder(self) -> None:
        """What this person checks on every page."""

    def activer(self, locator: Locator) -> None:
        """Follow a link, press a button."""
        raise NotImplementedError

    def ecrire(self, locator: Locator, texte: str) -> None:
        """Replace what a field holds."""
        raise NotImplementedError

    def cocher(self, locator: Locator) -> None:
        """Choose a radio, tick a box."""
        raise NotImplementedError

    def derouler(self, locator: Locator, valeur: str) -> None:
        """Choose in a native list; what unfolds belongs to the browser."""
        self.activer(locator)
        locator.select_option(valeur)

    def joindre(self, locator: Locator, fichiers: Sequence[Path]) -> None:
        """Choose files with a file input."""
        raise NotImplementedError

    def suggestion(self, locator: Locator, texte: str, option: str | Pattern[str]) -> None:
        """Type in a combobox, then take the suggestion of that name."""
        raise NotImplementedError

    def telecharger(self, locator: Locator) -> Download:
        """Follow a link that gives a file."""
        with self.page.expect_download() as attendu:
            self.activer(locator)
        return attendu.value

    def _option(self, option: str | Pattern[str]) -> Locator:
        return self.page.get_by_role("option", name=option).first


class Souris(Pilote):
    """Clicks, then types."""

    nom = "souris"

    def activer(self, locator: Locator) -> None:
        locator.click()

    def ecrire(self, locator: Locator, texte: str) -> None:
        locator.click(click_count=3)
        locator.press("ControlOrMeta+a")
        locator.press_sequentially(texte)

    def cocher(self, locator: Locator) -> None:
        locator.check()

    def joindre(self, locator: Locator, fichiers: Sequence[Path]) -> None:
        with self.page.expect_file_chooser() as attendu:
            locator.click()
        attendu.value.set_files(fichiers)

    def suggestion(self, locator: Locator, texte: str, option: str | Pattern[str]) -> None:
        self.ecrire(locator, texte)
        self._option(option).click()


class Clavier(Pilote):
    """Tab, Shift and Tab, arrows, Space and Enter; never a click."""

    nom = "clavier"

    def atteindre(self, locator: Locator) -> None:
        """Walk with Tab, in the direction where the thing is, until it has the focus and shows it."""
        expect(locator).to_be_visible()
        touche = "Tab" if locator.evaluate(APRES_LE_FOYER) else "Shift+Tab"
        for _ in range(TABULATIONS):
            if locator.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press(touche)
        else:
            raise AssertionError(f"{locator} is out of reach of {TABULATIONS} presses of {touche}")
        # A file that has just arrived may still be taking its place above.
        attendre(lambda: foyer_visible(self.page) == "", f"the focus in sight on {locator}")

    def activer(self, locator: Locator) -> None:
        self.atteindre(locator)
        self.page.keyboard.press("Enter")

    def ecrire(self, locator: Locator, texte: str) -> None:
        self.atteindre(locator)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(texte)

    def cocher(self, locator: Locator) -> None:
        if locator.get_attribute("type") == "radio":
            self._choisir(locator)
            return
        self.atteindre(locator)
        if not locator.is_checked():
            self.page.keyboard.press("Space")
        expect(locator).to_be_checked()

    def _choisir(self, locator: Locator) -> None:
        """Tab enters a group at its chosen radio or its first one; the arrows move inside."""
        nom = locator.get_attribute("name")
        freres = self.page.locator(f'input[type=radio][name="{nom}"]')
        coches = self.page.locator(f'input[type=radio][name="{nom}"]:checked')
        self.atteindre(coches if coches.count() else freres.first)
        if not coches.count():
            self.page.keyboard.press("Space")
        for _ in range(freres.count()):
            if locator.is_checked():
                break
            self.page.keyboard.press("ArrowDown")
        expect(locator).to_be_checked()
        expect(locator).to_be_focused()

    def derouler(self, locator: Locator, valeur: str) -> None:
        self.atteindre(locator)
        for _ in range(locator.locator("option").count()):
            if locator.input_value() == valeur:
                break
            self.page.keyboard.press("ArrowDown")
        expect(locator).to_have_value(valeur)

    def joindre(self, locator: Locator, fichiers: Sequence[Path]) -> None:
        self.atteindre(locator)
        with self.page.expect_file_chooser() as attendu:
            self.page.keyboard.press("Enter")
        attendu.value.set_files(fichiers)

    def suggestion(self, locator: Locator, texte: str, option: str | Pattern[str]) -> None:
        self.ecrire(locator, texte)
        voulue = self._option(option)
        expect(voulue).to_be_visible()
        for _ in range(self.page.get_by_role("option").count()):
            self.page.keyboard.press("ArrowDown")
            if voulue.get_attribute("aria-selected") == "true":
                break
        expect(voulue).to_have_attribute("aria-selected", "true")
        # What is announced is what the input points at.
        expect(locator).to_have_attribute("aria-activedescendant", str(voulue.get_attribute("id")))
        self.page.keyboard.press("Enter")


class Telephone(Pilote):
    """Taps on a screen of 375 × 740, and looks whether all fits and can be touched."""

    nom = "telephone"
    largeur, hauteur = 375, 740

    def regarder(self) -> None:
        assert trop_large(self.page) == []
        assert petites_cibles(self.page) == []

    def activer(self, locator: Locator) -> None:
        self._montrer(locator)
        locator.tap()

    def ecrire(self, locator: Locator, texte: str) -> None:
        locator.tap()
        locator.press("ControlOrMeta+a")
        locator.press_sequentially(texte)

    def cocher(self, locator: Locator) -> None:
        if not locator.is_checked():
            locator.tap()
        expect(locator).to_be_checked()

    def joindre(self, locator: Locator, fichiers: Sequence[Path]) -> None:
        with self.page.expect_file_chooser() as attendu:
            locator.tap()
        attendu.value.set_files(fichiers)

    def suggestion(self, locator: Locator, texte: str, option: str | Pattern[str]) -> None:
        self.ecrire(locator, texte)
        self._option(option).tap()

    def _montrer(self, locator: Locator) -> None:
        """A phone folds the navigation: its button opens it first."""
        menu = self.page.get_by_role("banner").get_by_role("button", name="Menu")
        if not locator.is_visible() and menu.is_visible():
            menu.tap()


PILOTES: tuple[type[Pilote], ...] = (Souris, Clavier, Telephone)

# In the order of Tab, is the element after what has the focus now? True when nothing has it.
APRES_LE_FOYER = """e => {
    const foyer = document.activeElement;
    return !foyer || foyer === document.body
        || Boolean(foyer.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) || foyer.contains(e);
}"""
