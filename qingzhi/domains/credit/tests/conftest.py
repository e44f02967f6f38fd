"""June 2018 with the rules of credit; the table of the sample's cases, on which decisions hang."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.engine.procedures.testing import create_sample_table

from ..testing import make_rules


@pytest.fixture(scope="session")
def _sample_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        create_sample_table()


@pytest.fixture
def june(db):
    with clock.fixed(date(2018, 6, 4)):
        make_rules()
        yield
