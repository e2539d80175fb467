"""The style guide, opened and alive, for the tests of its components."""

from playwright.sync_api import Page, expect


def opened(page: Page) -> Page:
    """The style guide once the server has answered: its live fields bear the server's values."""
    page.goto("/styleguide")
    expect(page.get_by_role("heading", level=1)).to_have_text("Charte graphique")
    page.get_by_role("button", name="Changer les valeurs côté serveur").click()
    expect(page.get_by_label("Intitulé du projet")).to_have_value("Venu du serveur")
    return page
