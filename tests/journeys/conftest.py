"""What every journey shares: a real browser, a page that notices every complaint, axe, and a live server.

A journey takes `page` (and `axe`, `enter`) and goes to `page.goto("/somewhere/")`: addresses are relative to the server.
It fails at its end when the browser complained (script errors, refusals of the content security policy) or when the page
asked for anything from elsewhere.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from qingzhi.base import clock
from tests.journeys.calm import watched

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in the test's thread

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "msedge")
REQUIRE_ALL = os.environ.get("QINGZHI_REQUIRE_ALL") == "1"
EXPECTED = ("Failed to load resource",)  # the browser's own remark on pages that answer 4xx


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a journey; journeys walk on SQLite alone."""
    on_postgres = "postgresql" in configured.DATABASES["default"]["ENGINE"]
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("journey")
            if on_postgres:
                item.add_marker(pytest.mark.skip(reason="journeys walk on SQLite"))


@pytest.fixture(scope="session", autouse=True)
def _one_request_at_a_time() -> Iterator[None]:
    """The server's threads share the test's one connection to a database in memory, so they take turns."""
    answer, turn = WSGIHandler.__call__, threading.Lock()

    def answer_in_turn(self: WSGIHandler, *arguments: Any) -> Any:
        with turn:
            return answer(self, *arguments)

    WSGIHandler.__call__ = answer_in_turn
    yield
    WSGIHandler.__call__ = answer


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all journeys of a process."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        program = next(filter(None, map(shutil.which, NAMES)), None) or (str(own) if own.exists() else None)
        if program is None:
            reason = "journeys need a browser: install the package chromium"
            pytest.fail(reason, pytrace=False) if REQUIRE_ALL else pytest.skip(reason)
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(autouse=True)
def _with_style_guide(settings: Any) -> None:
    settings.QINGZHI_STYLEGUIDE = True


@pytest.fixture
def new_page(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """`new_page(width=390, theme="dark", size="xl", scripts=False)`: a page of a reader with these habits."""
    contexts, complaints = [], []

    def open_page(*, width: int = 1440, height: int = 900, scripts: bool = True, **cookies: str) -> Any:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        context.set_default_timeout(10_000)
        page = watched(context.new_page())
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
        page.on(
            "request",
            lambda request: (
                complaints.append(f"from elsewhere: {request.url}") if _is_foreign(request, live_server.url) else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    """A page at a desk's width."""
    return new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """`axe(page)`: fails with each violation in one line; nothing is left out unless `options` of axe itself say so."""
    axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
    program = axe_api.Axe().axe_script

    def check(page: Any, without: Sequence[str] = (), **options: Any) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(program)
        asked = [
            {"exclude": [[one] for one in without]} if without else "document",
            {"resultTypes": ["violations"], **options},
        ]
        ask = "([where, how]) => axe.run(where === 'document' ? document : where, how).then(found => found.violations)"
        found = page.evaluate(ask, asked)
        lines = [f"{one['id']}: {node['target']} {node['html'][:160]}" for one in found for node in one["nodes"]]
        assert lines == [], f"{page.url}\n" + "\n".join(lines)

    return check


@pytest.fixture
def enter(live_server: Any) -> Callable[[Any, Any], None]:
    """`enter(page, user)`: signs the account in without the sign-in page."""

    def sign_in(page: Any, user: Any) -> None:
        client = Client()
        client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
        value = client.cookies[configured.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def demo_day(transactional_db: None) -> Iterator[date]:
    """The server's today is 1 July 2018, as in the demonstration."""
    from qingzhi.base.clock.models import ClockPin

    day = date(2018, 7, 1)
    ClockPin.objects.create(day=day, reason="journeys")
    clock.forget_pin()
    yield day
    clock.forget_pin()


def fits(page: Any) -> bool:
    """Whether nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def _is_complaint(message: Any) -> bool:
    return message.type == "error" and not message.text.startswith(EXPECTED)


def _is_foreign(request: Any, own: str) -> bool:
    return not request.url.startswith((own, "data:", "blob:"))
