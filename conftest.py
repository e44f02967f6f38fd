"""What every test shares."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_patient = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # busy machines
settings.register_profile("shared", derandomize=True, **_patient)  # the same examples here and there
settings.register_profile("explore", max_examples=2000, **_patient)  # new ones: QINGZHI_EXPLORE=1 pytest -k …
settings.load_profile("explore" if os.environ.get("QINGZHI_EXPLORE") else "shared")

os.environ.setdefault("QINGZHI_SECRET_KEY", "only-for-tests")
os.environ.setdefault("QINGZHI_STYLEGUIDE", "1")
os.environ.setdefault("QINGZHI_DEMO_SIZE", "small")

HERE = Path(__file__).resolve().parent
FIRST = (
    "test_hashing_worker.py",
    "test_at_once.py",
    "test_matrix.py",
    "journeys",
)  # those that bear no browser beside them, then the longest
DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first; on PostgreSQL only what asks the database (the rest is asked on SQLite, and answers the same)."""
    items.sort(key=lambda item: next((at for at, name in enumerate(FIRST) if name in item.path.parts), len(FIRST)))
    if not _chooses(config):
        return
    asking, other = [], []
    for one in items:
        asks = one.get_closest_marker("django_db") or DATABASE & set(getattr(one, "fixturenames", ()))
        (asking if asks and not _is_embedded(one) else other).append(one)
    config.hook.pytest_deselected(items=other)
    items[:] = asking


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files of which nothing is asked on PostgreSQL are not even read there."""
    return True if _chooses(config) and _holds_embedded(collection_path) else None


def _chooses(config: pytest.Config) -> bool:
    """Whether this run is on PostgreSQL and names no file that it wants."""
    return "postgres" in os.environ.get("DATABASE_URL", "") and not any(Path(one).is_file() for one in config.args)


def _is_embedded(item: pytest.Item) -> bool:
    """What lies in files of its own (the search index), is a page or a walk through pages' steps, or says so: rows are read and
    written by actions and queries, and these are asked on both."""
    return item.get_closest_marker("embedded") is not None or _holds_embedded(item.path)


def _holds_embedded(path: Path) -> bool:
    pages = path.suffix == ".py" and ("pages" in path.stem or path.stem == "test_walks")
    return pages or bool({"journeys", "search"} & set(path.relative_to(HERE).parts))


@pytest.fixture(autouse=True)
def _quick_passwords_and_own_files(settings, tmp_path):
    """Hash passwords quickly and keep files in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.QINGZHI_DATA = tmp_path


@pytest.fixture(autouse=True)
def _real_clock():
    """No test inherits another's demonstration day."""
    from qingzhi.base.clock import reading

    reading._pin[:] = [None]
    yield
    reading._pin[:] = [None]


@pytest.fixture(autouse=True, scope="session")
def _read_equal_papers_once():
    """The program that reads a PDF is started once for each content: tests hand in the same few papers again and again."""
    from qingzhi.base.files.rules import texts

    read, known = texts._pdf_text, {}

    def once(path):
        content = hashlib.sha256(path.read_bytes()).digest()
        if content not in known:
            known[content] = read(path)
        return known[content]

    texts._pdf_text = once
    yield
    texts._pdf_text = read


@pytest.fixture(autouse=True, scope="session")
def _empty_what_was_filled():
    """Tests with real transactions empty the database afterwards."""
    from django.test import TransactionTestCase

    from tests.emptying import empty_tables

    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: empty_tables()
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture
def concurrent_db(transactional_db, tmp_path):
    """A database that several threads may write to at once, as in production.

    A test's SQLite lives in memory, where writers do not wait for each other; here it becomes a file.
    """
    import sqlite3

    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = sqlite3.connect(tmp_path / "concurrent.sqlite3")
    memory.backup(file)
    file.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "concurrent.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name
