"""The demonstration province for tests: built once for a module, in a transaction that is rolled back after it."""

import pytest
from django.db import transaction
from django.test import override_settings

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class CutOff(Exception):
    """The machine is switched off in the middle."""


@pytest.fixture(scope="module")
def reference_rows(django_db_setup, django_db_blocker):
    """The reference rows, loaded once for a module."""
    from qingzhi.config.reference.loading import load_reference

    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo_data(tmp_path_factory):
    """Where the demonstration of this module keeps its files."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo_lines(django_db_setup, django_db_blocker, demo_data):
    """Build the demonstration, cut off before its third round and run again; the lines that it said both times."""
    from qingzhi.base import clock
    from qingzhi.config import demo
    from qingzhi.config.reference.loading import load_reference

    lines: list[str] = []
    with (
        django_db_blocker.unblock(),
        override_settings(QINGZHI_DATA=demo_data, PASSWORD_HASHERS=QUICK),
        transaction.atomic(),
    ):
        load_reference()
        whole = demo.SCENES
        demo.SCENES = [*whole[:11], ("断电", _cut_off), *whole[11:]]
        try:
            demo.build_demo(lines.append)
        except CutOff:
            lines.append("断电")
        finally:
            demo.SCENES = whole
        demo.build_demo(lines.append)
        yield lines
        transaction.set_rollback(True)
    clock.forget_pin()


@pytest.fixture
def demo_province(demo_lines, demo_data, settings, db):
    """The demonstration as a visitor finds it, on its own day."""
    from qingzhi.base import clock

    settings.QINGZHI_DATA = demo_data
    clock.forget_pin()
    return demo_lines


def _cut_off(stage):
    raise CutOff
