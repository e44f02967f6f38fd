"""Pages of long lists: the keys of a page are found first, so that no sorting carries whole rows; several counts at once."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet
from django.utils.functional import cached_property


def counts_of(rows: Iterable[QuerySet[Any]]) -> list[int]:
    """How many rows each of several queries has, in one question to the database."""
    found: list[int] = []
    asked: dict[int, str] = {}
    given: list[Any] = []
    for place, one in enumerate(rows):
        found.append(0)
        try:
            sql, params = one.values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        asked[place] = f"(SELECT COUNT(*) FROM ({sql}) AS n{place})"
        given += params
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(asked.values())}", given)
            for place, count in zip(asked, cursor.fetchone(), strict=True):
                found[place] = count
    return found


class KeyPaginator(Paginator):
    """Offers every row."""

    def __init__(self, rows: QuerySet[Any], per_page: int):
        super().__init__(rows.values_list("pk", flat=True), per_page)
        self.rows = rows

    def keys_of(self, page: Page) -> list[Any]:
        """The keys of the rows of a page, in order."""
        return list(page.object_list)


class BoundedPaginator(KeyPaginator):
    """Offers the first `limit` rows, so that a million cost no more than a thousand.

    Their keys are asked for once, in order, which an index can read on: how many there are and what stands on a page follow.
    """

    def __init__(self, rows: QuerySet[Any], per_page: int, *, limit: int):
        super().__init__(rows, per_page)
        self.limit = limit

    @cached_property
    def keys(self) -> list[Any]:
        """The keys of the rows, to one more than the limit."""
        return list(self.object_list[: self.limit + 1])

    @cached_property
    def counted(self) -> int:
        """How many rows there are, or one more than the limit."""
        return len(self.keys)

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through."""
        return min(self.counted, self.limit)

    def keys_of(self, page: Page) -> list[Any]:
        """The keys of the rows of a page, in order."""
        first = (page.number - 1) * self.per_page
        return self.keys[: self.limit][first : first + self.per_page]
