"""What makes the style guide's components alive. Nothing is kept: it all goes with the tab."""

import asyncio
from typing import Any

import reflex as rx

from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.core import clock
from portail.core.saisie import sans_accents

VILLES = (
    "Angoulême",
    "Bayonne",
    "Bordeaux",
    "Guéret",
    "La Rochelle",
    "Limoges",
    "Niort",
    "Pau",
    "Poitiers",
    "Tulle",
)


class Essais(rx.State):
    """Answers of the live fields, by name."""

    valeurs: dict[str, str] = {}
    cases: list[str] = []
    accord: bool = False
    acquittes: dict[str, int] = {}
    statuts: dict[str, str] = {}
    erreurs: dict[str, str] = {}
    villes: list[dict[str, str]] = []
    ville: str = ""
    resume: list[dict[str, str]] = []
    message: str = ""
    force: int = 0

    @evenement(Acces.PUBLIC)
    async def enregistrer(self, champ: str, valeur: Any, n: int) -> None:
        """Keep one answer after a breath, as a distant server would; « lent » is never acknowledged."""
        if not isinstance(champ, str) or not isinstance(n, int) or champ == "essai-lent":
            return
        await asyncio.sleep(0.3)
        if isinstance(valeur, str):
            self.valeurs[champ] = valeur[:500]
            short = champ == "essai-texte" and 0 < len(valeur) < 3
            self.erreurs[champ] = "Saisissez au moins 3 caractères." if short else ""
        elif isinstance(valeur, bool):
            self.accord = valeur
        elif isinstance(valeur, list):
            self.cases = [str(one)[:50] for one in valeur[:10]]
        self.acquittes[champ] = n
        self.statuts[champ] = f"Enregistré à {clock.now().astimezone(clock.PARIS):%-H h %M}"

    @evenement(Acces.PUBLIC)
    async def remplir(self) -> None:
        """Change the answers from the server's side: the fields must follow."""
        self.valeurs = {
            "essai-texte": "Venu du serveur",
            "essai-long": "Deux\nlignes",
            "essai-choix": "b",
            "essai-liste": "17",
        }
        self.cases, self.accord = ["sport"], True

    @evenement(Acces.PUBLIC)
    async def chercher(self, texte: str) -> None:
        """Suggest towns."""
        start = sans_accents(str(texte)[:50]).lower().strip()
        self.villes = [
            {"valeur": v, "libelle": v} for v in VILLES if start and sans_accents(v).lower().startswith(start)
        ]

    @evenement(Acces.PUBLIC)
    async def choisir(self, valeur: str) -> None:
        """Keep the town chosen."""
        self.ville, self.villes = str(valeur)[:50], []
        self.message = f"Ville choisie\u00a0: {self.ville}"

    @evenement(Acces.PUBLIC)
    async def mesurer(self, champ: str, valeur: str, n: int) -> None:
        """Give the strength of a password by its length alone: this is a style guide."""
        self.force = min(4, len(str(valeur)) // 4)

    @evenement(Acces.PUBLIC)
    async def envoyer(self, reponses: dict[str, Any]) -> Any:
        """Refuse an empty form."""
        given = reponses if isinstance(reponses, dict) else {}
        missing = [
            (one, words)
            for one, words in (("essai-nom", "Saisissez votre nom"), ("essai-mail", "Saisissez votre mail"))
            if not str(given.get(one, "")).strip()
        ]
        self.resume = [{"id": one, "texte": words} for one, words in missing]
        self.message = "" if missing else "Formulaire envoyé."
        return rx.set_focus("resume-erreurs") if missing else None

    @evenement(Acces.PUBLIC)
    async def dire(self, texte: str) -> None:
        """Show a message in the page."""
        self.message = str(texte)[:200]

    @evenement(Acces.PUBLIC)
    async def casser(self) -> None:
        """Fail as a defect of ours would."""
        raise RuntimeError("asked for by the style guide")
