"""Pages of a long list: counted no further than is looked at, so that a million rows cost no more than ten thousand."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class BoundedPaginator(Paginator):
    """Offers the first `limit` rows; counts to one row more, or not at all where the number is `known`."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, limit: int, known: int | None = None):
        super().__init__(rows, per_page)
        self.limit, self.known = limit, known

    @cached_property
    def counted(self) -> int:
        """How many rows there are, or one more than the limit."""
        if self.known is not None:
            return self.known
        return self.object_list.order_by()[: self.limit + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through."""
        return min(self.counted, self.limit)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than can be paged through."""
        return self.counted > self.limit
