"""The main pages of every role on the real demonstration, in light, dark, elder and on a phone: axe finds nothing,
nothing sticks out sideways, the browser has nothing to complain of. Each page is fetched once and dressed in turn.
"""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.demo import demo_copy, demo_site
from tests.journeys.conftest import fits
from tests.screenshots import sign_in

pytestmark = pytest.mark.slow

DRESSES: dict[str, tuple[int, dict[str, str]]] = {
    "light": (1440, {"theme": "light"}),
    "dark": (1440, {"theme": "dark"}),
    "elder": (1440, {"theme": "light", "size": "xl"}),
    "phone": (390, {"theme": "light"}),
}
SEEN_BY_AXE: dict[
    str, dict[str, Any]
] = {  # width and size change no colour, name or order; what sticks out is asked in every dress
    "light": {},
    "dark": {  # the theme changes colours alone; the rows of a list after its fifth bear those of the style guide's components
        "runOnly": ["color-contrast", "link-in-text-block"],
        "without": ["tbody tr:nth-child(n+6)", "article:nth-of-type(n+6)"],
    },
}
PAGES = {
    "": ["/sign-in/", "/verify/", "/plan/consultations/", "/data/", "/reports/", "/figures/"],
    "planning": [
        "/", "/plan/", "/plan/versions/1/", "/plan/versions/1/coverage/", "/plan/import/", "/plan/targets/",
        "/plan/tasks/", "/plan/tasks/1/", "/plan/review/", "/plan/rounds/", "/plan/rounds/3/", "/plan/rounds/open/",
        "/plan/rounds/3/bulletin/", "/plan/dunning/", "/plan/dunning/1/", "/plan/inaction/", "/plan/records/",
        "/plan/records/qh-science/", "/plan/conference/", "/plan/conference/1/", "/plan/grassroots/", "/plan/legislation/",
        "/plan/legislation/1/", "/metrics/indicators/", "/metrics/statistics/", "/inbox/", "/inbox/board/", "/documents/",
        "/documents/1/", "/messages/", "/limits/", "/limits/calendar/", "/plan/tasks/divide/1/", "/metrics/frozen/",
        "/metrics/surveys/", "/metrics/evaluation/", "/metrics/reports/", "/metrics/density/",
    ],
    "science": ["/", "/plan/tasks/mine/", "/inbox/", "/plan/reports/"],
    "haidong": ["/", "/plan/inaction/"],
    "leader": ["/", "/plan/targets/", "/metrics/board/", "/metrics/compare/"],
    "inspector": ["/"],
    "system": ["/", "/identity/accounts/", "/identity/bodies/", "/identity/bodies/2/"],
    "security": ["/", "/identity/posts/", "/identity/roles/", "/identity/security/"],
    "audit": ["/audit/", "/audit/1/"],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, up and running."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with demo_site(demo_copy(tmp_path_factory.mktemp("pages") / "data"), port) as address:
        yield address


@pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "public")
def test_main_pages_are_open_to_everybody(browser: Any, site: str, axe: Callable[..., None], account: str) -> None:
    """One sign-in for each person."""
    context = browser.new_context(base_url=site, locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    if account:
        sign_in(page, account)
    wrong = []
    for path in PAGES[account]:
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            wrong.append(f"{path}: {answer.status if answer else 'no answer'}")
            continue
        for dress, (width, habits) in DRESSES.items():
            put_on(page, width, habits)
            if not fits(page):
                wrong.append(f"{dress} {path}: sticks out sideways")
            if dress in SEEN_BY_AXE:
                wrong += [f"{dress} {one[:600]}" for one in complained(axe, page, SEEN_BY_AXE[dress])]
    context.close()
    assert wrong == []
    assert complaints == []


def test_habits_dress_the_page(browser: Any, site: str) -> None:
    """The marks that `put_on` changes are those with which the server answers a reader's cookies."""
    for width, habits in DRESSES.values():
        context = browser.new_context(base_url=site, viewport={"width": width, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in habits.items()])
        page = context.new_page()
        page.goto("/sign-in/")
        assert page.evaluate("({...document.documentElement.dataset})") == {"size": "m", **habits}
        context.close()


def put_on(page: Any, width: int, habits: dict[str, str]) -> None:
    """Dress the page that is open: the stylesheet goes by these marks and the width alone."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("habits => Object.assign(document.documentElement.dataset, habits)", {"size": "m", **habits})


def complained(axe: Callable[..., None], page: Any, options: dict[str, Any]) -> list[str]:
    """What axe finds on a page, as one text, or nothing."""
    try:
        axe(page, **options)
    except AssertionError as found:
        return [str(found)]
    return []
