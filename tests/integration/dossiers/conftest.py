"""People, an aid and its form."""

import pytest
from sqlalchemy import Engine

from portail.infra import halves
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde


@pytest.fixture
def monde(engine: Engine) -> Monde:
    """Committed, so that other threads see it."""
    with transaction() as session:
        return fabrique.creer(session)


@pytest.fixture(autouse=True)
def _no_half_files() -> None:
    """No test inherits what another left half way."""
    for nom in halves.sizes():
        halves.delete(nom)
