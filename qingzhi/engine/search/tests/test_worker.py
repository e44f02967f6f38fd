"""The real worker: a change is findable within two seconds of its commit, whatever else the worker is at."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from qingzhi.base.permits import PUBLIC
from qingzhi.engine.search.actions import reindex
from qingzhi.engine.search.models import SynonymGroup
from qingzhi.engine.search.queries import search
from qingzhi.engine.search.sources import Document, Source
from qingzhi.engine.search.testing import registered

ROOT = Path(__file__).resolve().parents[4]
PROMISE = 2.0

WORKER = """
import sys, time
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from qingzhi.engine.search import sources
from qingzhi.engine.search.tests.test_worker import groups
from qingzhi.base.events import duties
sources._sources.clear()
sources.search_source(groups())
kept = {name: one for name, one in duties._duties.items() if name.startswith("search")}
duties._duties.clear()
duties._duties.update(kept)
duties.duty("tests.slow", every=0.1)(lambda: time.sleep(5))  # an import, say
from qingzhi.config.running import work_forever
work_forever()
"""


def groups():
    """A source over a table, so that two processes see the same records."""

    def documents(ids):
        for one in SynonymGroup.objects.filter(pk__in=list(ids)):
            yield Document("tests.group", one.pk, "".join(one.words))

    return Source(
        kind="tests.group",
        title="词组",
        documents=documents,
        all_ids=lambda: SynonymGroup.objects.order_by("pk").values_list("pk", flat=True).iterator(),
        words=lambda actor: frozenset({"public"}),
        url=lambda id: f"/{id}/",
        public_url=lambda id: f"/{id}/",
        count=SynonymGroup.objects.count,
    )


@pytest.fixture
def worker(concurrent_db, tmp_path):
    """Starts a worker over the test's database."""
    started = []

    def start():
        settings = {**os.environ, "QINGZHI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "qingzhi.config.settings"}
        command = [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"])]
        started.append(subprocess.Popen(command, cwd=ROOT, env=settings))
        return started[-1]

    for _ in registered(groups()):
        yield start
        for process in started:
            process.kill()
            process.wait()


def write(word):
    with transaction.atomic():
        one = SynonymGroup.objects.create(words=[word], source="测试")
        reindex("tests.group", one.pk)


def seconds_until(word, patience):
    """How long it takes until the word is found."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience:
        if search(PUBLIC, word).total:
            return time.monotonic() - begun
        time.sleep(0.02)
    raise AssertionError(f"{word} was not found within {patience} s")


def test_a_change_is_findable_within_two_seconds_and_survives_the_worker(worker):
    write("青稞")
    first = worker()
    seconds_until("青稞", 60)  # the first worker builds the index
    for word in ("牦牛", "枸杞", "唐卡"):
        write(word)
        assert seconds_until(word, 10) < PROMISE
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    write("沙棘")
    assert search(PUBLIC, "沙棘").total == 0
    worker()
    seconds_until("沙棘", 60)
    write("藏羊")
    assert seconds_until("藏羊", 10) < PROMISE


def test_a_worker_that_is_asked_to_end_ends(worker):
    one = worker()
    write("青稞")
    seconds_until("青稞", 60)
    one.send_signal(signal.SIGTERM)
    assert one.wait(timeout=15) == 0
