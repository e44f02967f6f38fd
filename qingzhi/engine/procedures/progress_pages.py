"""Procedures that tell more to whoever holds the receipt code than how far the case is: by a page of their own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .models import Case

Page = Callable[[HttpRequest, Case], HttpResponse]
_pages: dict[str, Page] = {}


def progress_page(procedure: str, page: Page) -> None:
    """Register at start-up what answers the code of a case of this procedure; another one for the same raises."""
    if _pages.setdefault(procedure, page) is not page:
        raise ValueError(f"procedure {procedure} has two pages of progress")


def progress_page_of(procedure: str) -> Page | None:
    return _pages.get(procedure)
