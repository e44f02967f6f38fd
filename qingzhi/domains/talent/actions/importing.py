"""The import kind `experts`: a department's or university's list of experts, from its spreadsheet."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from qingzhi.base.permits import SYSTEM
from qingzhi.base.regions.models import Region
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.domains.parties.queries import parties_named
from qingzhi.engine.imports.actions import keep_old
from qingzhi.engine.imports.kinds import DIFFERENCES, Difference, Fault, ImportKind, Outcome, Row, import_kind
from qingzhi.engine.imports.models import Batch

from ..models import Expert
from ..refusals import ValueNotValid
from ..rules.names import key_of
from .describing import add_field
from .reading import FIELDS, Read, reader
from .registering import change_expert, register_expert, renew_expert
from .taking_back import roll_back, told_of

TOLD = {
    "title": "职称",
    "honours": "称号和头衔",
    "place": "所在地",
    "outside": "省外专家",
    "valid_to": "聘期至",
    "fields": "专业领域",
}


class ExpertWriter:
    """Takes rows into the register: who is known by name and employer is brought up to date with what the list says, a
    namesake elsewhere is asked about, nothing is emptied. The same list twice changes nothing."""

    def __init__(self, batch: Batch):
        self.batch = batch
        places = {
            name: one for one in Region.objects.filter(valid_to=None) for name in (one.code, one.name, one.short_name)
        }
        self._read = reader(places)
        self._known: dict[str, list[tuple[set[str], Expert | None]]] = {}  # None: a preview would have made it

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Validate and write."""
        return self._take(rows, writes=True)

    def preview(self, rows: Sequence[Row]) -> Outcome:
        """The same answer; nothing is written."""
        return self._take(rows, writes=False)

    def _take(self, rows: Sequence[Row], *, writes: bool) -> Outcome:
        outcome = Outcome()
        read = [found for row in rows if (found := self._read(row, outcome)) is not None]
        self._load({one.name for one in read})
        for one in read:
            try:
                self._take_one(one, outcome, writes)
            except (ValueNotValid, ClassifiedText) as refused:
                outcome.faults.append(Fault(one.line, "name", one.name, refused.reason))
        return outcome

    def _take_one(self, one: Read, outcome: Outcome, writes: bool) -> None:
        known = self._known.setdefault(one.name, [])
        match = next((pair for pair in known if not pair[0] or key_of(one.employer) in pair[0]), None)
        if match is not None:
            self._bring_up_to_date(one, match[1], outcome, writes)
        elif known and not one.namesake:
            outcome.faults.append(Fault(one.line, "name", one.name, _namesake(known)))
        else:
            made = self._register(one) if writes else None
            known.append(({key_of(one.employer)}, made))
            outcome.created += 1
            if len(outcome.differences) < DIFFERENCES and not writes:
                told = tuple((TOLD[name], "", _shown(value)) for name, value in told_of(one.values()).items() if value)
                outcome.differences.append(Difference(one.line, "created", f"{one.name} {one.employer}", told))

    def _register(self, one: Read) -> Expert:
        parties = {party.root_pk: party for party in parties_named(one.employer, persons=False)[:3]}
        made = register_expert(
            actor=SYSTEM, name=one.name, title=one.title, honours=one.honours, region=one.region, place=one.place,
            outside=bool(one.outside), employer=one.employer, employer_party=next(iter(parties.values())) if len(parties) == 1 else None,
            post=one.post, fields=one.fields, valid_from=one.valid_from, valid_to=one.valid_to,
            source=one.source or f"导入批次 {self.batch.code}", despite_same_name=True,
        )  # fmt: skip
        Expert.objects.filter(pk=made.pk).update(batch_id=self.batch.pk)
        return made

    def _bring_up_to_date(self, one: Read, expert: Expert | None, outcome: Outcome, writes: bool) -> None:
        """What the list says and the record does not."""
        if expert is None:  # a row above it in the same file
            outcome.unchanged += 1
            return
        if expert.retired_on is not None:
            reason = f"{expert.number} 已于 {expert.retired_on} 退出专家库，不能由导入恢复"
            outcome.faults.append(Fault(one.line, "name", one.name, reason))
            return
        old, new = _changes(expert, one)
        if not new:
            outcome.unchanged += 1
            return
        outcome.updated += 1
        if writes:
            self._change(expert, old, new)
        elif len(outcome.differences) < DIFFERENCES:
            told_old, told_new = told_of(old), told_of(new)
            pairs = tuple((TOLD[name], _shown(told_old[name]), _shown(told_new[name])) for name in new)
            outcome.differences.append(Difference(one.line, "updated", f"{one.name} {one.employer}", pairs))

    def _change(self, expert: Expert, old: dict[str, Any], new: dict[str, Any]) -> None:
        keep_old(self.batch, Expert, [(expert.pk, told_of(old), told_of(new))])
        plain = {name: value for name, value in new.items() if name not in ("fields", "valid_to")}
        if plain:
            change_expert(actor=SYSTEM, expert=expert, reason=f"导入批次 {self.batch.code}", **plain)
        if "valid_to" in new:
            renew_expert(actor=SYSTEM, expert=expert, valid_to=new["valid_to"])
        for scheme, symbol in [each for each in new.get("fields", ()) if each not in old["fields"]]:
            add_field(actor=SYSTEM, expert=expert, scheme=scheme, symbol=symbol)
        for name, value in plain.items():
            setattr(expert, name, value)
        expert.valid_to = new.get("valid_to", expert.valid_to)
        expert._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # the fields have grown

    def _load(self, names: set[str]) -> None:
        """The records that bear these names, each with every employer of any time."""
        asked = names - set(self._known)
        for name in asked:
            self._known[name] = []
        for one in Expert.objects.filter(name__in=asked).prefetch_related("employments", "fields").order_by("pk"):
            self._known[one.name].append(({key_of(post.employer) for post in one.employments.all()}, one))


def _changes(expert: Expert, one: Read) -> tuple[dict[str, Any], dict[str, Any]]:
    """(old, new) of what the row says otherwise; a term only grows."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for name in ("title", "honours", "place", "outside"):
        value = getattr(one, name)
        if value not in ("", None) and value != getattr(expert, name):
            old[name], new[name] = getattr(expert, name), value
    if one.valid_to and expert.valid_to and one.valid_to > expert.valid_to:
        old["valid_to"], new["valid_to"] = expert.valid_to, one.valid_to
    held = [(field.scheme, field.symbol) for field in expert.fields.all()]
    if more := [field for field in one.fields if field not in held]:
        old["fields"], new["fields"] = held, [*held, *more]
    return old, new


def _shown(value: Any) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value or "")


def _namesake(known: list[tuple[set[str], Expert | None]]) -> str:
    first = next((expert for _, expert in known if expert is not None), None)
    who = (
        f"{first.number} {first.employments.all()[0].employer if first.employments.all() else ''}".strip()
        if first
        else "本文件上文"
    )
    return f"已有同名的人（{who}）；确为另一人，请在“同名另一人”列填“是”；换了单位，请在其记录中登记任职"


def register_import_kind() -> None:
    """Teach the engine of imports the register of experts; called once, at start-up."""
    import_kind(
        ImportKind(
            code="experts", title="专家", fields=FIELDS, permit="talent.import", begin=ExpertWriter, roll_back=roll_back,
            records=lambda batch: f"{reverse('talent:experts')}?batch={batch.pk}",
        )
    )  # fmt: skip
