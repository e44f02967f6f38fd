"""`make docs`: the screenshots of docs/screenshots, taken of the real demonstration; `python -m tests.screenshots NAME…` for some."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.demo import PASSWORD, ROOT, demo_copy, demo_site

OUT = ROOT / "docs" / "screenshots"
PORT = 8791
WIDE, NARROW = 1440, 390

# name: (account, path, width, cookies)
SHOTS: dict[str, tuple[str, str, int, dict[str, str]]] = {
    "sign-in": ("", "/sign-in/", WIDE, {}),
    "home-office": ("planning", "/", WIDE, {}),
    "home-office-dark": ("planning", "/", WIDE, {"theme": "dark"}),
    "home-leader": ("leader", "/", WIDE, {}),
    "home-member": ("science", "/", WIDE, {}),
    "home-prefecture": ("haidong", "/", WIDE, {}),
    "home-prefecture-phone": ("haidong", "/", NARROW, {}),
    "home-member-elder": ("science", "/", WIDE, {"size": "xl"}),
    "home-auditor": ("inspector", "/", WIDE, {}),
    "plans": ("planning", "/plan/", WIDE, {}),
    "review": ("planning", "/plan/versions/1/", WIDE, {}),
    "targets": ("planning", "/plan/targets/", WIDE, {}),
    "tasks": ("planning", "/plan/tasks/", WIDE, {}),
    "tasks-phone": ("planning", "/plan/tasks/", NARROW, {}),
    "inaction": ("planning", "/plan/inaction/", WIDE, {}),
    "dunning": ("planning", "/plan/dunning/", WIDE, {}),
    "audit": ("audit", "/audit/", WIDE, {}),
}


def main(chosen: list[str]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="qingzhi-shots-"))
    try:
        with demo_site(demo_copy(folder / "data"), PORT) as site, sync_playwright() as playwright:
            program = shutil.which("chromium") or playwright.chromium.executable_path
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for name in chosen or SHOTS:
                take(browser, site, name, *SHOTS[name])
                print(name, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take(browser: Browser, site: str, name: str, account: str, path: str, width: int, cookies: dict[str, str]) -> None:
    """One screenshot of a whole page."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", base_url=site)
    context.add_cookies([{"name": key, "value": value, "url": site} for key, value in cookies.items()])
    page = context.new_page()
    if account:
        sign_in(page, account)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=OUT / f"{name}.png", full_page=True)
    context.close()


def sign_in(page: Any, account: str) -> None:
    """Sign in as a person does."""
    page.goto("/sign-in/")
    page.locator("input[name=username]").fill(account)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit], main form button.btn-p").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main(sys.argv[1:])
