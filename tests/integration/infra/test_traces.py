"""What is logged or kept of a failure holds no value of anybody's, whatever the database quotes."""

import io
import logging

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from portail.comptes import mails
from portail.comptes.models import Compte
from portail.infra import logs, outbox
from portail.infra.db import open_engine, snapshot, transaction
from portail.infra.outbox import Envoi
from portail.jobs import courriels, worker
from portail.partners.mail import Courriel, EnvoiImpossible
from tests.comptes_de_test import ajouter_compte

SECRET = "zoe.secrete@exemple.fr"


def casser(_id: str = "", _charge: dict[str, str] | None = None) -> None:
    """Insert twice what must be unique."""
    with transaction() as session:
        un = ajouter_compte(session)
        for identifiant in ("a", "b"):
            autre = {"identifiant": identifiant, "cle_identifiant": identifiant, "cle_mail": SECRET}
            facts = un.model_dump(exclude={"id"}) | autre
            session.connection().execute(insert(Compte).values(**facts))


def trace(defaut: Exception) -> str:
    """What the logs of the process say of it."""
    flux = io.StringIO()
    handler = logging.StreamHandler(flux)
    handler.setFormatter(logs.Formateur())
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "panne", None, (type(defaut), defaut, None))
    handler.handle(record)
    return flux.getvalue()


def test_the_worker_keeps_no_value(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(worker.TACHES, "casser", casser)
    with transaction() as session:
        outbox.publier(session, "casser", "c", {})
    worker.faire_un_tour()
    with snapshot() as session:
        erreur = session.exec(select(Envoi.erreur)).one()
    assert "IntegrityError" in erreur
    assert SECRET not in erreur


def test_a_trace_says_where_and_what_without_values(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as leve:
        casser()
    dit = trace(leve.value)
    assert "casser" in dit
    assert "IntegrityError" in dit
    assert "cle_mail" in dit or "uq_compte" in dit or "ix_compte" in dit
    assert SECRET not in dit


def test_every_message_of_the_database_hides_its_parameters(base: Engine) -> None:
    assert base.hide_parameters
    assert open_engine("postgresql+psycopg://a:b@127.0.0.1:1/x").hide_parameters


def test_a_mail_that_waits_says_why(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's own words, without the address it answers about."""

    def refuser(_courriel: Courriel) -> None:
        raise EnvoiImpossible(temporaire=True, raison=f"SMTPRecipientsRefused 450 <{SECRET}> greylisted")

    monkeypatch.setattr(courriels, "envoyer", refuser)
    with transaction() as session:
        mails.poster(session, mails.deja_un_compte(SECRET))
    worker.faire_un_tour()
    with snapshot() as session:
        erreur = session.exec(select(Envoi.erreur)).one()
    assert erreur == "EnvoiImpossible: SMTPRecipientsRefused 450 <…> greylisted"
