"""The sample procedure's table, for what needs any case."""

import pytest

from qingzhi.engine.procedures.testing import create_sample_table


@pytest.fixture(scope="session")
def sample_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        create_sample_table()
