"""Taking rows of a register of organisations: new ones in, newer values over older ones, old values kept."""

from collections.abc import Sequence
from typing import Any

from qingzhi.base import clock
from qingzhi.engine.imports.bulk import reserve_ids
from qingzhi.engine.imports.kinds import DIFFERENCES, Difference, Fault, Outcome, Row
from qingzhi.engine.imports.models import Batch

from ...models import Party, PartyFigure
from ...queries.thresholds import size_lines
from ...rules.industries import section_of
from ...rules.names import identity_key, script_of
from ...rules.size import Size, size_of
from ...terms import IdentifierScheme, NameKind, PartyKind
from ..resolving import known_keys
from .reading import Read, RowReader
from .saving import save
from .standing import FIGURES, VALUES, Standing, standing

RESERVE = 256
_LABELS = {one.attname: str(one.verbose_name) for one in Party._meta.concrete_fields}


class PartyWriter:
    """The writer of one batch. Memory between chunks: the keys of names and the codes, read from the records at the start."""

    def __init__(self, batch: Batch):
        self.batch = batch
        self.as_of = batch.data_as_of
        self.source = batch.file_name[:200]
        self._reader = RowReader(self.as_of)
        self._keys = known_keys()
        self._codes = dict(Party.objects.exclude(credit_code="").values_list("credit_code", "pk"))
        self._lines = size_lines(self.as_of) or size_lines(clock.today())
        self._planned: dict[int, Standing] = {}  # what a preview would have registered, by made-up ids below 0
        self._spare: list[int] = []
        self._told = 0

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Validate, compare, write."""
        outcome, touched = self._plan(rows, preview=False)
        save(self.batch, self.source, touched)
        return outcome

    def preview(self, rows: Sequence[Row]) -> Outcome:
        """The same answer; nothing is written."""
        return self._plan(rows, preview=True)[0]

    def _plan(self, rows: Sequence[Row], *, preview: bool) -> tuple[Outcome, list[Standing]]:
        outcome, touched = Outcome(), {}
        read = [self._reader.read(row) for row in rows]
        there = standing((pk for one in read for pk in self._matches(one) if pk > 0), self.as_of)
        there |= self._planned
        for one in read:
            if one.faults:
                outcome.faults += one.faults
                continue
            found, fault = self._match(one, there)
            if fault:
                outcome.faults.append(fault)
                continue
            found, what = self._merge(one, found, there, preview=preview)
            setattr(outcome, what, getattr(outcome, what) + 1)
            if what in ("created", "updated"):
                touched[id(found)] = found
                if preview and self._told < DIFFERENCES:
                    self._told += 1
                    outcome.differences.append(_difference(one, found, what))
        return outcome, list(touched.values())

    def _matches(self, one: Read) -> list[int]:
        return [pk for pk in (self._codes.get(one.credit_code), self._keys.get(one.key)) if pk]

    def _match(self, one: Read, there: dict[int, Standing]) -> tuple[Standing | None, Fault | None]:
        """By a code that holds, else by name where no other code stands against it."""
        by_code, by_name = self._codes.get(one.credit_code), self._keys.get(one.key)
        if by_code and one.credit_code:
            found = there.get(by_code)
            if found and (not one.code_check or one.key in found.keys):
                return found, None
            name = found.values["name"] if found else ""
            return None, Fault(one.line, "credit_code", one.credit_code, f"该代码校验不符，且已登记在“{name}”名下")
        found = there.get(by_name) if by_name else None
        if found is None:
            return None, None
        known = found.values["credit_code"]
        if known and one.credit_code and not found.values["code_check"]:
            return None, Fault(
                one.line, "credit_code", one.credit_code, f"同名主体已登记的统一社会信用代码是{known}，请核对"
            )
        return found, None

    def _merge(
        self, one: Read, found: Standing | None, there: dict[int, Standing], *, preview: bool
    ) -> tuple[Standing, str]:
        if found is None:
            found = self._registered(one, there, preview=preview)
            self._hang_on(one, found)
            self._resize(found)
            return found, "created"
        as_of = found.values["data_as_of"]
        if as_of and as_of > self.as_of:
            return found, "older"
        before = (
            found.is_changed,
            dict(found.values),
            len(found.new_names),
            len(found.new_flags),
            set(found.dirty_figures),
        )
        self._overwrite(one, found)
        self._hang_on(one, found)
        self._resize(found)
        after = (
            found.is_changed,
            dict(found.values),
            len(found.new_names),
            len(found.new_flags),
            set(found.dirty_figures),
        )
        if before == after and not found.new_industry:
            return found, "unchanged"
        if found.is_changed or found.is_new:
            found.put("data_as_of", self.as_of)
            return found, "updated"
        return found, "unchanged"

    def _registered(self, one: Read, there: dict[int, Standing], *, preview: bool) -> Standing:
        values = dict.fromkeys(VALUES, "") | {
            "kind": one.kind.value, "name": one.name, "credit_code": one.credit_code, "code_check": one.code_check,
            "region_id": one.region_id, "place": one.place, "address": one.address, "founded_on": one.founded_on,
            "ended_on": one.ended_on, "provisional": False, "data_as_of": self.as_of,
        }  # fmt: skip
        pk = -len(self._planned) - 1 if preview else self._next_id()
        found = Standing(pk, values, {one.name: script_of(one.name)}, {one.key}, is_new=True)
        found.new_names.append((one.name, one.key, script_of(one.name).value))
        self._keys.setdefault(one.key, pk)
        if one.credit_code:
            self._codes[one.credit_code] = pk
            found.new_numbers.append((IdentifierScheme.CREDIT_CODE.value, one.credit_code, not one.code_check))
            found.numbers.add(one.credit_code)
        there[pk] = found
        if preview:
            self._planned[pk] = found
        return found

    def _next_id(self) -> int:
        """An id of a small reserve; what is left over at the end of a batch is not given to anybody."""
        if not self._spare:
            self._spare = list(reversed(reserve_ids(Party, RESERVE)))
        return self._spare.pop()

    def _overwrite(self, one: Read, found: Standing) -> None:
        """What the row says replaces what stood; what it leaves empty stays."""
        if one.key not in found.keys or (
            one.name != found.values["name"] and found.names.get(one.name) != NameKind.OFFICIAL
        ):
            self._rename(one, found)
        if one.credit_code and found.put("credit_code", one.credit_code):
            self._codes[one.credit_code] = found.pk
            found.put("code_check", one.code_check)
            if one.credit_code not in found.numbers:
                found.new_numbers.append((IdentifierScheme.CREDIT_CODE.value, one.credit_code, not one.code_check))
        if one.region_id or one.place:
            found.put("region_id", one.region_id)
            found.put("place", one.place)
        if found.values["provisional"] and one.kind != PartyKind.OTHER:
            found.put("kind", one.kind.value)
        for name in ("address", "founded_on", "ended_on"):
            if getattr(one, name):
                found.put(name, getattr(one, name))
        found.put("provisional", False)

    def _rename(self, one: Read, found: Standing) -> None:
        """Another spelling of the same name is an alias; another name (matched by code) takes its place."""
        if one.key in found.keys:
            if one.name not in found.names:
                found.names[one.name] = NameKind.ALIAS
                found.new_names.append((one.name, one.key, NameKind.ALIAS.value))
            return
        old = found.values["name"]
        if found.put("name", one.name):
            found.former.append(old)
            found.names[old] = NameKind.FORMER
            found.names[one.name] = NameKind.OFFICIAL
            found.keys.add(one.key)
            found.new_names.append((one.name, one.key, script_of(one.name).value))
            self._keys.setdefault(one.key, found.pk)

    def _hang_on(self, one: Read, found: Standing) -> None:
        for name, is_former in one.names:
            if name not in found.names:
                script = script_of(name)
                kind = NameKind.FORMER if is_former else NameKind.ALIAS if script is NameKind.OFFICIAL else script
                key = identity_key(name, one.kind, one.region_code, one.address)
                found.names[name] = kind
                found.new_names.append((name, key, kind.value))
                self._keys.setdefault(key, found.pk)
        for flag in one.flags:
            if flag not in found.flags:
                found.flags.add(flag)
                found.new_flags.append(flag)
        if one.organisation_code and one.organisation_code not in found.numbers:
            found.numbers.add(one.organisation_code)
            found.new_numbers.append((IdentifierScheme.ORGANISATION_CODE.value, one.organisation_code, True))
        if one.industry and one.industry != found.industry:
            found.industry = found.new_industry = one.industry
        self._figures(one, found)

    def _figures(self, one: Read, found: Standing) -> None:
        given = {name: getattr(one, name) for name in FIGURES if getattr(one, name) is not None}
        if not given:
            return
        row = found.figures.setdefault(one.year, PartyFigure(year=one.year))
        for name, value in given.items():
            if getattr(row, name) != value:
                found.told[name] = (getattr(row, name), value)
                if row.pk:
                    row.__dict__.setdefault("_before", {}).setdefault(name, getattr(row, name))
                setattr(row, name, value)
                found.dirty_figures.add(one.year)

    def _resize(self, found: Standing) -> None:
        """The size follows from the latest figures, as when they are entered by hand."""
        if found.values["kind"] != PartyKind.ENTERPRISE or not (found.dirty_figures or found.new_industry):
            return
        year = max(found.figures, default=0)
        if not year:
            return
        figures = {name: getattr(found.figures[year], name) for name in FIGURES}
        code = found.industry
        size: Size = size_of(section_of(code), code.lstrip("ABCDEFGHIJKLMNOPQRST"), figures, self._lines)
        found.put("size", size.size.value if size.size else "")
        found.put("size_reason", f"{year}年数据。{size.reason}"[:300])


def _difference(one: Read, found: Standing, what: str) -> Difference:
    if what == "created":
        return Difference(one.line, what, one.name)
    words = {**_LABELS, "staff": "从业人员", "revenue": "营业收入（万元）", "assets": "资产总额（万元）"}
    changes = [
        (words.get(name, name), _shown(old), _shown(new))
        for name, (old, new) in found.told.items()
        if name != "data_as_of"
    ]
    changes += [("名称", "", name) for name, _, _ in found.new_names if "name" not in found.told]
    changes += [("资质标记", "", flag) for flag in found.new_flags]
    return Difference(one.line, what, found.values["name"], tuple(changes))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
