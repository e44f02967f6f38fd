"""What the tests of pages share."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from qingzhi.base.permits import PUBLIC, Actor


@pytest.fixture(autouse=True)
def _with_style_guide(settings):
    settings.QINGZHI_STYLEGUIDE = True


@pytest.fixture
def asked():
    """`asked("q=…", htmx="main-listing-rows")`: a request as a listing gets it."""

    def make(query="", *, path="/list/", htmx=None, actor=PUBLIC):
        request = RequestFactory().get(f"{path}?{query}")
        request.user, request.actor = AnonymousUser(), actor
        request.htmx = Htmx(htmx) if htmx else None
        return request

    return make


@pytest.fixture
def clerk():
    return Actor(kind="person", name="张示例", user_id=7, post_id=1, role_title="计划处", body_name="示例局")


class Htmx:
    """As much of django-htmx's details as a listing looks at."""

    history_restore_request = False

    def __init__(self, target):
        self.target = target

    def __bool__(self):
        return True
