"""A source of one's own, so that tests of the search need no domain."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from qingzhi.base.permits import Actor

from . import sources
from .actions import reindex
from .actions.following import Follower
from .queries.place import search_root
from .sources import EVERYBODY, Document, Source

STATUS = {"valid": "有效", "lapsed": "失效"}


@dataclass
class Shelf:
    """Records in memory that are found under a kind of their own; what changes here is told to the index."""

    kind: str = "tests.book"
    title: str = "样书"
    records: dict[int, Document] = field(default_factory=dict)
    office_sees: bool = True
    broken: set[int] = field(default_factory=set)
    walk: Callable[[], Iterator[int]] | None = None  # instead of `all_ids`, for a test that looks in meanwhile

    def put(
        self, id: int, title: str, text: str = "", *, number: str = "", on: date | None = None, **more: object
    ) -> None:
        """Keep a record and tell the index, as an action does."""
        document = Document(self.kind, id, title, text, number, on=on, **more)  # type: ignore[arg-type]
        with transaction.atomic():
            self.records[id] = document
            reindex(self.kind, id)

    def drop(self, id: int) -> None:
        with transaction.atomic():
            self.records.pop(id, None)
            reindex(self.kind, id)

    def documents(self, ids: Iterable[int]) -> Iterator[Document]:
        for id in ids:
            if id in self.broken:
                raise ValueError(f"record {id} is broken")
            if id in self.records:
                yield self.records[id]

    def all_ids(self) -> Iterator[int]:
        return self.walk() if self.walk else iter(sorted(self.records))

    def words(self, actor: Actor) -> frozenset[str]:
        inside = actor.is_system or (actor.is_signed_in and self.office_sees)
        return frozenset({EVERYBODY, "office"} if inside else {EVERYBODY})

    def source(self) -> Source:
        return Source(
            kind=self.kind,
            title=self.title,
            documents=self.documents,
            all_ids=self.all_ids,
            words=self.words,
            url=lambda id: f"/tests/{id}/",
            public_url=lambda id: f"/public/tests/{id}/",
            facet_titles={"status": "状态", "region": "地区"},
            label=lambda facet, value: STATUS.get(value, value),
            count=lambda: len(self.records),
            field_names={"holder": ("权利人",), "ipc": ("分类号",), "class": ("类别",)},
            number_prefixes=("ZL", "CN"),
        )


def follow_once() -> int:
    """Bring the index up to date in this process and let go of the writer."""
    follower = Follower(search_root())
    try:
        return follower.turn()
    finally:
        follower.close()


def registered(source: Source) -> Iterator[Source]:
    """Within a fixture: register a source alone, and put back after what there was."""
    before = dict(sources._sources)
    sources._sources.clear()
    sources.search_source(source)
    try:
        yield source
    finally:
        sources._sources.clear()
        sources._sources.update(before)
