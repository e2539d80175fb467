"""Assembles the portal: pages, guard, stylesheets. No logic."""

from functools import partial

import reflex as rx

from portail.aides import catalogue_vivant, emplacements
from portail.aides.pages import PAGES as AIDES
from portail.comptes import guards, recuperation
from portail.comptes.pages import PAGES as COMPTES
from portail.comptes.pannes import panne
from portail.core import donnees
from portail.demandeurs import effacement
from portail.demandeurs.pages import PAGES as DEMANDEURS
from portail.demandeurs.service import oublier_rib
from portail.dossiers import presence
from portail.dossiers.donnees import effacer_ou_detacher
from portail.dossiers.pages import PAGES as DOSSIERS
from portail.dossiers.states.pieces import relire_les_onglets
from portail.jobs.worker import lifespan
from portail.settings import settings
from portail.ui import chrome, push
from portail.ui.early import hold_early_submits
from portail.veille import components as veille
from portail.veille.donnees import effacer as effacer_veille
from portail.veille.pages import PAGES as VEILLE
from portail.veille.pages import avec_etoiles

donnees.prendre_dans(settings().data_dir / "referentiels")
# The catalogue knows nothing of what stands above it: its places are filled here, before its pages are drawn.
emplacements.SUR_LA_CARTE[:] = [veille.sur_la_carte]
emplacements.SUR_LA_FICHE[:] = [veille.sur_la_fiche]
emplacements.SUR_LA_RECHERCHE[:] = [veille.sur_la_recherche]
PAGES = [*COMPTES, *DEMANDEURS, *map(avec_etoiles, AIDES), *VEILLE, *DOSSIERS]
if settings().demo:  # elsewhere even its handlers must not exist
    from portail.demo.styleguide.page import PAGES as STYLEGUIDE

    PAGES += STYLEGUIDE
STYLESHEETS = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components.css",
    "css/fields.css",
    "css/comptes.css",
    "css/demandeurs.css",
    "css/aides.css",
    "css/veille.css",
    "css/fiche.css",
    "css/dossiers.css",
    "css/print.css",
]
FONTS = [f"/fonts/atkinson-{weight}.woff2" for weight in (400, 700)]

app = rx.App(
    html_lang="fr",
    toaster=None,
    reset_style=False,
    stylesheets=STYLESHEETS,
    backend_exception_handler=panne,
    head_components=[
        hold_early_submits(),
        rx.el.link(rel="stylesheet", href="/theme.css"),
        *[
            rx.el.link(rel="preload", href=url, cross_origin="anonymous", custom_attrs={"as": "font"})
            for url in FONTS
        ],
        rx.el.link(rel="icon", href="/logo", type="image/svg+xml"),
    ],
)
for page in PAGES:
    if settings().demo or not page.demo_only:
        app.add_page(
            page.contenu,
            route=page.route,
            title=f"{page.titre} – Portail des aides" if isinstance(page.titre, str) else page.titre,
            description=page.description,
            image="/logo",
            on_load=page.on_load,
        )
effacement.AVANT[:] = [effacer_ou_detacher, effacer_veille]
presence.AUDITEURS[:] = [partial(push.from_thread, relire_les_onglets)]
recuperation.SANS_PREUVE[:] = [oublier_rib]
chrome.install(app)
guards.installer(app)
app.register_lifespan_task(push.lifespan)
app.register_lifespan_task(catalogue_vivant.lifespan)
if settings().embedded_worker:
    app.register_lifespan_task(lifespan)
