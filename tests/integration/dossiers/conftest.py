"""People, an aid and its form."""

import pytest
from sqlalchemy import Engine

from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde


@pytest.fixture
def monde(engine: Engine) -> Monde:
    """Committed, so that other threads see it."""
    with transaction() as session:
        return fabrique.creer(session)
