"""The same POST twice at the same moment: one is done, the other is given its answer."""

import threading

import pytest
from django.core.cache import caches
from django.db import connection

from qingzhi.base.api.testing import Program, a_token
from qingzhi.base.regions.models import Region


@pytest.mark.urls("qingzhi.base.api.tests.urls")
def test_two_posts_with_one_key_at_once_are_one(concurrent_db):
    from django.urls import get_resolver

    caches["limits"].clear()
    assert get_resolver().url_patterns
    text = a_token("robot", "api.test.write")[1]
    Region.objects.exclude(code="630000").delete()
    ready, answers = threading.Barrier(4), []

    def post():
        program = Program(text)
        ready.wait()
        try:
            answers.append(program.post("/places", {"code": "630100", "name": "西宁市"}, Idempotency_Key="k"))
        finally:
            connection.close()

    threads = [threading.Thread(target=post) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.status_code for one in answers] == [201] * 4
    assert len({one.content for one in answers}) == 1
    assert sum("Idempotent-Replayed" in one for one in answers) == 3
    assert Region.objects.filter(code="630100").count() == 1
