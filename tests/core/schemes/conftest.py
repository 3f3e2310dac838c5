"""Each shipped scheme, one after the other."""

import pytest

from app.core.schemes.spec import Scheme
from tests.core.schemes.shipped import KINDS, SEARCHES, scheme


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Scheme:
    return scheme(request.param)


@pytest.fixture(params=SEARCHES)
def search(request: pytest.FixtureRequest) -> Scheme:
    """Each kind of search, whose fields and questions are shared."""
    return scheme(request.param)
