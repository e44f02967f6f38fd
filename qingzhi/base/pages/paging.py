"""Pages of a long list: counted no further than is paged, so that a million rows cost no more than a thousand."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class BoundedPaginator(Paginator):
    """Offers the first `limit` rows, and counts to one row more."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, limit: int):
        super().__init__(rows, per_page)
        self.rows, self.limit = rows, limit

    @cached_property
    def counted(self) -> int:
        """How many rows there are, or one more than the limit; in the order of the page, which an index can read on."""
        return self.rows[: self.limit + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through."""
        return min(self.counted, self.limit)
