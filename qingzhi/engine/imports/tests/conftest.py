import pytest

from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.engine.imports import testing
from qingzhi.engine.imports.actions import running
from qingzhi.engine.imports.rules import links


@pytest.fixture
def register(db):
    """The small register of items, and its kind."""
    testing.declare_items()
    testing.make_table()
    return testing


@pytest.fixture
def clerk(client, register):
    """The browser of somebody who may import items and keeps sources."""
    user = an_account("clerk", name="登记员")
    a_post(user, a_role("clerk", testing.PERMIT, "imports.view", "imports.feed.manage", "tasks.view"), a_body())
    return signed_in(client, user)


def cut_small(monkeypatch, rows):
    """Let a batch be worked on in chunks, and digested in blocks, of so few rows."""
    monkeypatch.setattr(running, "BLOCK", rows)
    monkeypatch.setattr(running, "CHUNK", rows)
    monkeypatch.setattr(links, "BLOCK", rows)
