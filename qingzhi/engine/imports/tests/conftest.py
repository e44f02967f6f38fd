import pytest

from qingzhi.engine.imports import testing


@pytest.fixture
def register(db):
    """The small register of items, and its kind."""
    testing.declare_items()
    testing.make_table()
    return testing
