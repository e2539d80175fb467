"""The `portail formulaire` commands: forms as files."""

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sqlmodel import Session

app = typer.Typer(no_args_is_help=True, help="Les formulaires, en fichiers YAML.")

Slug = Annotated[str, typer.Argument(help="Dernière partie de l’adresse de l’aide")]


@app.command()
def check(fichiers: Annotated[list[Path], typer.Argument(help="Fichiers YAML ou JSON")]) -> None:
    """Dit tout ce qui ne va pas, ligne par ligne. Code 1 : des erreurs ; 2 : un fichier est illisible."""
    from portail.formulaires.echanges import commandes

    raise typer.Exit(commandes.verifier(fichiers, typer.echo))


@app.command()
def schema() -> None:
    """Écrit le JSON Schema des formulaires, pour que les éditeurs complètent et expliquent."""
    from portail.formulaires.echanges import commandes

    raise typer.Exit(commandes.montrer_le_schema(typer.echo))


@app.command()
def exporter(slug: Slug) -> None:
    """Écrit en YAML le formulaire publié d’une aide."""
    from portail.formulaires.echanges import commandes

    raise typer.Exit(commandes.exporter(slug, _aide, typer.echo))


@app.command()
def publier(slug: Slug, fichier: Annotated[Path, typer.Argument(help="Fichier YAML ou JSON")]) -> None:
    """Vérifie un fichier, puis en fait le formulaire d’une aide : une nouvelle version, s’il a changé."""
    from portail.formulaires.echanges import commandes

    raise typer.Exit(commandes.publier(slug, fichier, _aide, typer.echo))


@app.command("import-ds")
def import_ds(
    fichier: Annotated[Path, typer.Argument(help="Description JSON, telle que l’API la donne")],
    sortie: Annotated[Path | None, typer.Option("-o", help="Fichier YAML à écrire ; sinon à l’écran")] = None,
) -> None:
    """Reprend un formulaire de demarches-simplifiees. Code 1 : il ne demande rien ; 2 : fichier illisible."""
    from portail.formulaires.echanges import commandes

    def rapporter(ligne: str) -> None:
        typer.echo(ligne, err=True)

    raise typer.Exit(commandes.importer_ds(fichier, sortie, typer.echo, rapporter))


def _aide(session: "Session", slug: str) -> uuid.UUID | None:
    from portail.aides.adresses import identifiant

    return identifiant(session, slug)
