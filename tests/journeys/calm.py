"""Waiting until a page has come to rest, without the half second of silence that a browser's own «idle» takes each time."""

import time
from typing import Any
from weakref import WeakKeyDictionary

QUIET_MS, PATIENCE = 100, 10


class Traffic:
    """What a page has asked for and not been answered yet."""

    def __init__(self, page: Any):
        self.open: set[Any] = set()
        self.moves = 0
        page.on("request", self.begins)
        page.on("requestfinished", self.ends)
        page.on("requestfailed", self.ends)
        page.on("framenavigated", lambda frame: self.leaves() if frame == page.main_frame else None)

    def begins(self, request: Any) -> None:
        self.moves += 1
        self.open.add(request)

    def ends(self, request: Any) -> None:
        self.moves += 1
        self.open.discard(request)

    def leaves(self) -> None:
        """Another document: what the former one asked for concerns nobody; what this one needs is told by its `load`."""
        self.moves += 1
        self.open.clear()


SEEN: WeakKeyDictionary[Any, Traffic] = WeakKeyDictionary()


def watched(page: Any) -> Any:
    """The page, from now on watched for what it asks."""
    if page not in SEEN:
        SEEN[page] = Traffic(page)
    return page


def calm(page: Any) -> None:
    """Until the page is loaded and neither asks for anything nor is answered for a moment."""
    if page not in SEEN:  # whoever comes late cannot know what is under way
        watched(page)
        page.wait_for_load_state("networkidle")
        return
    traffic, until = SEEN[page], time.monotonic() + PATIENCE
    while True:
        page.wait_for_load_state("load")
        before = traffic.moves
        page.wait_for_timeout(QUIET_MS)
        if traffic.moves == before and not traffic.open:
            return
        assert time.monotonic() < until, f"{page.url} still waits for {[one.url for one in traffic.open]}"
