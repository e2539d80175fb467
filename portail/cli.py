"""The `portail` command."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from portail import cli_formulaires
from portail import serve as server
from portail.core import donnees
from portail.core.formats import pluriel
from portail.settings import ReglageInvalide, Reglages, settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Le portail des aides.")
app.add_typer(cli_formulaires.app, name="formulaire")


@contextmanager
def _step(title: str) -> Iterator[None]:
    """Say what is being done, then how long it took."""
    print(f"  {title}…", end="", flush=True)
    start = time.monotonic()
    yield
    print(f" fait ({time.monotonic() - start:.1f} s)", flush=True)


@app.command("run")
def run_all() -> None:
    """Prépare tout (base, démonstration, pages) puis sert le portail."""
    from portail.infra.migrations import upgrade

    server.require_address()
    print(f"Portail des aides – {settings().collectivite}", flush=True)
    with _step("Mise à jour de la base de données"):
        upgrade()
    if settings().demo:
        _seed()
    _build_if_stale()
    _welcome()
    server.run()


def _build_if_stale() -> None:
    if server.is_stale():
        with _step("Construction des pages (une minute la première fois)"):
            server.build_if_stale()


@app.command()
def serve() -> None:
    """Sert le portail ; construit les pages si elles manquent ou sont périmées."""
    server.require_address()
    _build_if_stale()
    server.run()


@app.command()
def build() -> None:
    """Construit les pages."""
    with _step("Construction des pages"):
        server.build()


@app.command()
def worker() -> None:
    """Fait ce qui attend (mails, documents, vérifications) jusqu'à l'arrêt."""
    from portail.infra import logs
    from portail.jobs.worker import travailler

    logs.configure()
    stop = threading.Event()
    try:
        travailler(stop)
    except KeyboardInterrupt:
        stop.set()


@app.command()
def reprendre() -> None:
    """Fait repartir les mails et documents que trop d'échecs ont fait abandonner."""
    from portail.infra import outbox
    from portail.infra.db import transaction

    with transaction() as session:
        print(f"  À reprendre : {pluriel(outbox.reprendre(session), 'envoi')}.")


@app.command()
def deconnecter(
    nom: Annotated[str, typer.Argument(help="Identifiant ou adresse mail de la personne")] = "",
    tous: Annotated[bool, typer.Option("--tous", help="Ferme les sessions de tout le monde")] = False,
) -> None:
    """Ferme les sessions d'une personne, ou de tout le monde : compte volé, départ, incident."""
    from portail.comptes import sessions
    from portail.comptes.connexion import trouver_compte
    from portail.infra.db import transaction
    from portail.infra.journal import consigner

    if bool(nom) == tous:
        raise typer.BadParameter("donnez un identifiant, ou --tous")
    with transaction() as session:
        compte = trouver_compte(session, nom) if nom else None
        if nom and compte is None:
            raise typer.BadParameter("aucun compte n'a cet identifiant ni cette adresse")
        fermees = sessions.fermer_partout(session, compte.id if compte else None)
        consigner(session, "session.fermees", compte.id if compte else "tous", nombre=fermees)
    print(f"  {pluriel(fermees, 'session fermée', 'sessions fermées')}.")


@app.command("rotate-key")
def rotate_key(
    new: Annotated[bool, typer.Option("--new", help="Ajoute d'abord une clé au dossier des données")] = False,
) -> None:
    """Chiffre de nouveau IBAN et réponses confidentielles avec la première clé, portail arrêté ou non."""
    from portail.infra.db import transaction
    from portail.jobs.rotation import rechiffrer

    if new:
        settings().add_cipher_key()
    for _ in range(2):  # again, for what was being saved with the former key meanwhile
        with transaction() as session:
            nombre = rechiffrer(session)
    print(f"  Chiffré avec la première clé : {pluriel(nombre, 'valeur')}.")
    print("  Les clés suivantes peuvent être retirées.")


@app.command()
def migrate() -> None:
    """Met la base de données à jour."""
    from portail.infra.migrations import upgrade

    with _step("Mise à jour de la base de données"):
        upgrade()


@app.command()
def seed() -> None:
    """Remplit une base vide avec la démonstration."""
    _seed()


def _seed() -> None:
    from portail.demo.seed import deja_semee, semer
    from portail.infra.db import snapshot, transaction
    from portail.infra.migrations import hold

    with snapshot() as session:
        if deja_semee(session):
            return
    with _step("Données de démonstration"), transaction() as session:
        hold(session.connection())
        if not deja_semee(session):  # another start may have done it since
            semer(session)


@app.command("import-aides")
def import_aides(
    fichier: Annotated[Path, typer.Argument(help="CSV ou JSON au schéma national « dispositif-aide »")],
    origine: Annotated[str, typer.Option(help="Nom du flux ; par défaut celui du fichier sans sa date")] = "",
    partial: Annotated[bool, typer.Option("--partial", help="Importe ce qui est juste")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="N’écrit rien, dit ce qui serait fait")] = False,
    retirer: Annotated[bool, typer.Option("--retirer", help="Peut vider le flux de moitié")] = False,
) -> None:
    """Importe des aides, tout ou rien. Code 1 : des lignes sont refusées ; 2 : le fichier est illisible."""
    from portail.aides.echanges import commandes

    raise typer.Exit(
        commandes.importer(
            fichier, origine, partiel=partial, a_blanc=dry_run, retirer=retirer, dire=typer.echo
        )
    )


@app.command("export-aides")
def export_aides(
    fichier: Annotated[Path, typer.Argument(help="Fichier .csv ou .json à écrire")],
    origine: Annotated[str | None, typer.Option(help="Un seul flux ; par défaut tout le catalogue")] = None,
) -> None:
    """Écrit le catalogue public au schéma national « dispositif-aide »."""
    from portail.aides.echanges import commandes

    raise typer.Exit(commandes.exporter(fichier, origine, typer.echo))


listes = typer.Typer(help="Listes de référence : communes, EPCI, pays, activités, formes juridiques…")
app.add_typer(listes, name="referentiels")


@listes.callback(invoke_without_command=True)
def referentiels(context: typer.Context) -> None:
    """Montre chaque liste : son nombre de codes, son millésime, sa source."""
    from portail.partners.referentiels import commandes

    if context.invoked_subcommand is None:
        raise typer.Exit(commandes.montrer(typer.echo))


@listes.command("rafraichir")
def rafraichir(
    nom: Annotated[str, typer.Argument(help="Une liste ; par défaut toutes")] = "",
    depuis: Annotated[Path | None, typer.Option(help="Fichier officiel déjà téléchargé")] = None,
    confirmer: Annotated[bool, typer.Option("--confirmer", help="Même si la liste change beaucoup")] = False,
) -> None:
    """Refait les listes depuis leur source officielle. Code 1 : une liste n'a pas pu l'être, et reste."""
    from portail.partners.referentiels import commandes

    raise typer.Exit(commandes.refaire(nom, depuis, confirme=confirmer, dire=typer.echo))


@app.command("settings")
def show_settings() -> None:
    """Liste les réglages, leur valeur et leur sens."""
    reglages = settings()
    for name, field in Reglages.model_fields.items():
        value = getattr(reglages, name)
        secret = name in {"encryption_keys", "smtp_url", "database_url", "redis_url"} and value
        print(f"PORTAIL_{name.upper()} = {'(réglé)' if secret else value}\n    {field.description}")


def _welcome() -> None:
    from portail.demo.comptes import COMPTES, MOT_DE_PASSE

    print(f"\n  Le portail : {settings().origin}")
    if settings().demo:
        print(f"  Comptes de démonstration (mot de passe : {MOT_DE_PASSE}) :")
        for compte in COMPTES:
            print(f"    {compte.identifiant:<22} {compte.presentation}")
    if settings().smtp_url:
        print("  Les mails partent par le serveur SMTP des réglages.")
    else:
        print(f"  Les mails sont écrits dans {settings().data_dir / 'mails'}", end="")
        print(f" et se lisent sur {settings().origin}/courrier" if settings().demo else "")
    if en_souffrance := _abandonnes():
        print(f"  Abandonnés après trop d'échecs : {pluriel(en_souffrance, 'envoi')} (portail reprendre)")
    print("  Arrêt : Ctrl-C\n", flush=True)


def _abandonnes() -> int:
    from portail.infra import outbox
    from portail.infra.db import snapshot

    with snapshot() as session:
        return outbox.abandonnes(session)


def main() -> None:
    """Entry point: a wrong setting is one clear line and exit code 2, a failed build its words and 1."""
    os.umask(0o077)  # what the portal writes is people's: nobody else of this machine reads it
    try:
        donnees.prendre_dans(settings().data_dir / "referentiels")
        app()
    except ReglageInvalide as wrong:
        print(wrong.line, file=sys.stderr)
        raise
    except server.ConstructionImpossible as failed:
        print(f"\n{failed}", file=sys.stderr)
        raise SystemExit(1) from None
