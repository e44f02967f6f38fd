"""What every register checks in a chunk of rows, by columns. The registers' own columns are in `taking_*`."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, ClassVar

from django.db import models

from qingzhi.domains.parties.queries import split_holders
from qingzhi.engine.imports.kinds import Field, Row

from ...rules.numbers import Number, lost_digits, read_number
from ...rules.rows import digest
from ...rules.rows_history import Says, course, current
from ...rules.rows_terms import Terms
from ...terms import RightKind, RightStatus
from .columns import Columns, Readers
from .places import Places
from .prepared import Flat, Prepared

NAME_LONGEST, TITLE_LONGEST, ADDRESS_LONGEST, HOLDERS_SHOWN = 200, 500, 300, 500
SEPARATORS = frozenset(";；、|｜\n\r,，")
PERSON_AT_MOST = 4  # characters of a name that may be a person's
KEPT = 300_000
IN_FORCE = RightStatus.IN_FORCE.value


class Taking:
    """Validates the rows of one kind of right. What it remembers are caches alone."""

    kind: ClassVar[RightKind]
    model: ClassVar[type[models.Model]]
    own_columns: ClassVar[tuple[str, ...]] = ()  # of the kind's table, after its key
    days: ClassVar[tuple[str, ...]] = ("applied_on", "registered_on", "expires_on", "status_on")
    apart: ClassVar[frozenset[str]] = frozenset()  # fields that do not count in a row's digest
    gathers_classes: ClassVar[bool] = False  # whether rows of one number add classes to each other
    unnamed: ClassVar[str] = ""  # the title of a new right whose row has none; "" refuses the row
    defaults: ClassVar[dict[str, Any]] = {}  # of own columns, where a new right's row says nothing

    def __init__(self, fields: Sequence[Field], as_of: str, places: Places, terms: Terms):
        self.fields, self.as_of, self.places, self.terms = fields, as_of, places, terms
        self.readers = Readers()
        self._holders: dict[str, tuple[str, ...]] = {}

    def prepare(self, rows: Sequence[Row]) -> Prepared:
        """Validate a chunk: the rows that hold, by columns, and every fault of the others."""
        cells = Columns(self.fields, rows, self.readers)
        made = Prepared(lines=cells.lines, faults=cells.faults)
        self._numbers(cells, made)
        made.title = cells.text("title", TITLE_LONGEST)
        made.applied, made.registered = cells.days("applied_on"), cells.days("registered_on")
        made.published = cells.days("published_on")
        made.expires, made.status_on = cells.days("expires_on"), cells.days("status_on")
        made.status, made.word = cells.statuses(), cells.text("status", NAME_LONGEST)
        self._check_order(cells, made)
        self._take_holders(cells, made)
        self.own(cells, made)
        made.expires = self.last_days(cells, made)
        self._lay_histories(made)
        made.classes = made.classes.in_order()
        made.digest = self._digests(cells, made)
        if not cells.refused:
            return made
        return made.only([place for place in range(len(cells)) if place not in cells.refused])

    def own(self, cells: Columns, made: Prepared) -> None:
        """Fill `made.own` (the kind's table), and classes and links where the kind has them."""
        raise NotImplementedError

    def last_days(self, cells: Columns, made: Prepared) -> list[str | None]:
        """The last day of each right: as given, else by the dated rows of terms."""
        return made.expires

    def read_number(self, text: str) -> Number:
        """The number that a cell holds; registers that know numbers faster say so."""
        return read_number(self.kind, text)

    def by_terms(self, made: Prepared, types: Sequence[str], counts_from: str, days: Sequence[str | None]) -> list[Any]:
        """The given last day, else the one that the terms say; renewed while the right is in force."""
        last_day, as_of = self.terms.last_day, self.as_of
        return [
            given or (last_day(one, counts_from, day, as_of if status == IN_FORCE else "") if day else None)
            for given, one, day, status in zip(made.expires, types, days, made.status, strict=True)
        ]

    def _numbers(self, cells: Columns, made: Prepared) -> None:
        texts = cells.text("number")
        numbers = list(map(self.read_number, texts))
        made.number = list(map(itemgetter(0), numbers))
        made.shown = list(map(itemgetter(1), numbers))
        made.check = [number[2]._value_ for number in numbers]
        for place, canonical in enumerate(made.number):
            if not canonical or ("E" in canonical and lost_digits(texts[place])):
                reason = "号码被电子表格改成了科学计数法，末尾数字已丢失" if canonical else "号码为空"
                cells.fault(place, "number", reason)

    def _check_order(self, cells: Columns, made: Prepared) -> None:
        """Days that contradict each other, or lie after the day that the data describe."""
        as_of = self.as_of
        for place, (applied, registered) in enumerate(zip(made.applied, made.registered, strict=True)):
            if applied and registered and registered < applied:
                cells.fault(place, "registered_on", f"早于申请日 {applied}")
            elif registered and registered > as_of:
                cells.fault(place, "registered_on", f"晚于数据截至日 {as_of}")
            elif applied and applied > as_of:
                cells.fault(place, "applied_on", f"晚于数据截至日 {as_of}")
        for place, (registered, expires) in enumerate(zip(made.registered, made.expires, strict=True)):
            if expires and registered and expires < registered:
                cells.fault(place, "expires_on", f"早于授权、注册或登记日 {registered}")

    def _lay_histories(self, made: Prepared) -> None:
        """The course of each row as it is for a new right, and what holds at its end."""
        as_of = self.as_of
        histories = [course(says, current(says, as_of)) for says in map(Says._make, said(made))]
        made.now = [spans[-1][0] for spans in histories]
        made.since = [spans[-1][1] for spans in histories]
        made.spans = Flat.of_rows(histories)
        made.public = self.publicity(made)

    def publicity(self, made: Prepared) -> list[bool]:
        """Which rows everybody may read: what is registered is public."""
        return [True] * len(made)

    def _take_holders(self, cells: Columns, made: Prepared) -> None:
        texts = cells.text("holders")
        made.address = cells.text("address", ADDRESS_LONGEST)
        made.holder_text = [text if len(text) <= HOLDERS_SHOWN else f"{text[: HOLDERS_SHOWN - 1]}…" for text in texts]
        made.region = list(map(self.places.code, made.address, cells.text("region")))
        names = list(map(self.holders_of, texts))
        if max(map(len, texts), default=0) > NAME_LONGEST:
            for place, found in enumerate(names):
                if any(len(name) > NAME_LONGEST for name in found):
                    cells.fault(place, "holders", f"一个名称超过 {NAME_LONGEST} 字，请检查分隔符")
        made.holders = Flat.of_rows(
            [
                [(found[0], region, address, 0)] if len(found) == 1 else refs(found, region, address)
                for found, region, address in zip(names, made.region, made.address, strict=True)
            ]
        )

    def holders_of(self, text: str) -> tuple[str, ...]:
        """The names in a cell."""
        if SEPARATORS.isdisjoint(text) and "  " not in text:
            return (text,) if text else ()
        found = self._holders.get(text)
        if found is None:
            if len(self._holders) >= KEPT:
                self._holders.clear()
            found = self._holders[text] = tuple(split_holders(text))
        return found

    def _digests(self, cells: Columns, made: Prepared) -> list[bytes]:
        columns: list[Sequence[str]] = [made.number]
        for one in self.fields:
            if one.name == "number" or one.name in self.apart:
                continue
            if one.name in self.days or one.name == "published_on":
                columns.append([day or "" for day in cells.days(one.name)])
            else:
                columns.append(cells.text(one.name))
        latest = [
            on or registered or published or applied or ""
            for on, registered, published, applied in zip(
                made.status_on, made.registered, made.published, made.applied, strict=True
            )
        ]
        return list(map(digest, latest, zip(*columns, strict=True)))


def said(made: Prepared) -> Iterator[tuple[Any, ...]]:
    """What each row says of its right's course, in the order of `Says`."""
    return zip(
        made.applied, made.published, made.registered, made.expires, made.status, made.status_on, made.word, strict=True
    )


def refs(names: tuple[str, ...], region: str, address: str) -> list[tuple[str, str, str, int]]:
    """Co-holders as the book of holders asks for them, numbered: the place is the first one's; a person keeps the address."""
    return [
        (name, region if not position else "", address if not position or len(name) <= PERSON_AT_MOST else "", position)
        for position, name in enumerate(names)
    ]


def coded(words: dict[str, str], default: str) -> Callable[[str], str]:
    """A reader of a word into a code: the first word that the text contains; the default for an empty cell."""

    def read(text: str) -> str:
        if not text:
            return default
        return next((code for word, code in words.items() if word in text), "?")

    return read
