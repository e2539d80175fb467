"""The `portail` command."""

import sys

import typer

from portail.settings import ReglageInvalide, Reglages, settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Le portail des aides.")


@app.command()
def serve() -> None:
    """Sert le portail ; construit les pages si elles manquent ou sont périmées."""
    from portail import serve as server

    if server.is_stale():
        print("Construction des pages…", flush=True)
        server.build()
    server.run()


@app.command("settings")
def show_settings() -> None:
    """Liste les réglages, leur valeur et leur sens."""
    reglages = settings()
    for name, field in Reglages.model_fields.items():
        value = getattr(reglages, name)
        shown = "(réglé)" if name == "encryption_keys" and value else value
        print(f"PORTAIL_{name.upper()} = {shown}\n    {field.description}")


@app.command()
def migrate() -> None:
    """Met la base de données à jour."""
    from portail.infra.migrations import upgrade

    upgrade()


def main() -> None:
    """Entry point: a wrong setting is one clear line and exit code 2."""
    try:
        settings()
    except ReglageInvalide as wrong:
        print(wrong.line, file=sys.stderr)
        raise
    app()
