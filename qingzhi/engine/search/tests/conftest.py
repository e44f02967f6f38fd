"""A shelf of records that is searched alone."""

import pytest

from qingzhi.engine.search.actions import stop_following
from qingzhi.engine.search.testing import Shelf, registered


@pytest.fixture
def shelf():
    """Records in memory as the only source; the writer is let go of afterwards."""
    one = Shelf()
    for _ in registered(one.source()):
        yield one
    stop_following()
