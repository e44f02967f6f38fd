"""The sample procedure with its table and limits."""

import pytest

from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.procedures.testing import create_sample_table, register_sample


@pytest.fixture(scope="session")
def _sample_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        create_sample_table()


@pytest.fixture
def sample(_sample_table, db):
    """The sample procedure; its limits are 5 and 20 working days."""
    for code, value in (("sample.acceptance", 5), ("sample.decision", 20)):
        LimitRule.objects.create(
            code=code, title="示例期限", value=value, unit="day", counting="working", source="测试", status="confirmed"
        )
    return register_sample()
