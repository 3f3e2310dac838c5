"""Each shipped scheme, one after the other."""

import pytest

from app.core.schemes.spec import Scheme
from tests.core.schemes.shipped import KINDS, scheme


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Scheme:
    return scheme(request.param)
