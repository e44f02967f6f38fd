"""The pages of mediation at the desk."""

import pytest

from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.domains.mediation import testing as t

pytestmark = pytest.mark.django_db


def test_pages_open(client):
    """Lists, filters and forms."""
    t.make_mediation()
    t.make_delegated()
    u = an_account("d")
    a_post(u, a_role("d", *t.DESK, "mediation.own"), t.a_body())
    c = signed_in(client, u)
    for a in (
        "/mediation/",
        "/mediation/mine/",
        "/mediation/mediators/",
        "/mediation/entrust/",
        "/mediation/organisations/new/",
        "/mediation/mediators/new/",
        "/mediation/?standing=open&q=甲&field=patent",
        "/mediation/mediators/?field=patent",
    ):
        assert c.get(a).status_code == 200, a
