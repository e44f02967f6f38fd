"""Somebody at a browser of their own, and a port that nobody uses."""

import socket
from typing import Any

from tests.demo import PASSWORD
from tests.journeys.calm import calm, watched


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser: Any, site: str, account: str):
        self.account = account
        self.context = browser.new_context(base_url=site, locale="zh-CN", viewport={"width": 1440, "height": 900})
        self.context.set_default_timeout(10_000)
        self.page = watched(self.context.new_page())
        self.page.goto("/sign-in/")
        self.signs_in()

    def signs_in(self) -> None:
        """Fill in the sign-in page that is open."""
        self.page.locator("input[name=username]").fill(self.account)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "sign-in" not in url)

    def opens(self, path: str) -> Any:
        self.page.goto(path)
        return self.page

    def presses(self, button: str) -> str:
        """Press a button; what the page says afterwards."""
        self.page.get_by_role("button", name=button).first.click()
        calm(self.page)
        return self.says()

    def says(self) -> str:
        return str(self.page.locator("main").inner_text())

    def reads(self, path: str) -> str:
        self.opens(path)
        return self.says()
