"""Forms: the grid of a draft, an uploaded sheet, publishing, ending, asking a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, FileField, PageForm

from .declaring import Condition, TableSpec
from .models import TableVersion
from .rules.spec import OutcomeColumn
from .rules.table import RawRow

MOST_FIELDS = 4_500  # a browser's form is refused beyond DATA_UPLOAD_MAX_NUMBER_FIELDS
OWN_FIELDS = 4  # place, source, note, drop


def fits_grid(spec: TableSpec, rows: int) -> bool:
    """Whether so many rows can be edited as a grid; more are edited as a sheet."""
    return (rows + 10) * (len(spec.conditions) + len(spec.outcomes) + OWN_FIELDS) <= MOST_FIELDS


@dataclass(frozen=True)
class SentGrid:
    """What a grid sent: its rows in order, the button that was pressed."""

    rows: list[RawRow]
    revision: int
    source: str
    note: str
    do: str


def read_grid(spec: TableSpec, data: Mapping[str, Any]) -> SentGrid:
    """The rows of a sent grid: dropped ones left out, in the order of their places, one added or copied if asked for."""
    names = [one.name for one in spec.columns]
    do = str(data.get("do") or "save")
    found: list[tuple[int, int, RawRow]] = []
    for number in range(1, _number(data.get("rows"), 0) + 1):
        if data.get(f"r{number}.drop"):
            continue
        cells = {name: str(data.get(f"r{number}.c.{name}") or "") for name in names}
        row = RawRow(cells, str(data.get(f"r{number}.source") or ""), str(data.get(f"r{number}.note") or ""))
        place = _number(data.get(f"r{number}.place"), number)
        found.append((place, number, row))
        if do == f"copy-{number}":
            found.append((place, number, row))
    found.sort(key=lambda one: one[:2])
    rows = [row for _, _, row in found]
    if do == "add":
        rows.append(RawRow(dict.fromkeys((one.name for one in spec.conditions), "-")))
    said = str(data.get("source") or ""), str(data.get("note") or "")
    return SentGrid(rows, _number(data.get("revision"), 0), *said, do)


def _number(text: Any, other: int) -> int:
    text = str(text or "")
    return min(int(text), 2_000) if text.isascii() and text.isdecimal() and len(text) < 10 else other


class UploadForm(PageForm):
    """A sheet that was exported and filled in."""

    sheet = FileField(label="表格", kinds=("xlsx",), max_files=1, max_mib=5)


class PublishForm(PageForm):
    """From when, by which source."""

    valid_from = DateField(label="施行日期", help_text="自这一天起按新版本决定；此前受理的事项仍按原版本")
    valid_to = DateField(label="终止日期", required=False, help_text="到这一天不再适用（不含当日），不定期的留空")
    source = forms.CharField(label="依据", max_length=300, help_text="文件名称、文号和条款")
    reason = forms.CharField(
        label="理由", required=False, max_length=500, widget=forms.Textarea,
        help_text="没有已决事项可供试算，或者施行日期早于今天时必填",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, draft: TableVersion, **options: Any):
        first = {"valid_from": clock.today(), "source": draft.source}
        super().__init__(data, initial=first, **options)


class EndForm(PageForm):
    """On which day a version ends, and why."""

    valid_to = DateField(label="终止日期", help_text="自这一天起这张表不再有版本，凭它办理的事项将无法决定")
    reason = forms.CharField(label="理由和依据", max_length=500, widget=forms.Textarea)


class DiscardForm(PageForm):
    """Why a draft is given up."""

    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea)


class AskForm(PageForm):
    """The facts of a table, to be asked by hand."""

    on = DateField(label="按哪一天的规则", required=False)

    def __init__(self, *args: Any, spec: TableSpec, **options: Any):
        super().__init__(*args, **options)
        self.spec = spec
        for column in spec.conditions:
            self.fields[f"f_{column.name}"] = _field(column)
        for name, field in self.fields.items():
            self._speak(field, str(field.label or name))
        self.order_fields([*(f"f_{one.name}" for one in spec.conditions), "on"])

    def facts(self) -> dict[str, Any]:
        """The facts as they were typed."""
        return {one.name: _fact(one, self.cleaned_data.get(f"f_{one.name}")) for one in self.spec.conditions}


def _field(column: Condition) -> forms.Field:
    about: dict[str, Any] = {"label": column.label, "required": False, "help_text": column.hint}
    if column.type == "number":
        unit = f"单位：{column.unit}" if column.unit else ""
        about["help_text"] = "；".join(part for part in (column.hint, unit) if part)
        return forms.DecimalField(**about)
    if column.type == "date":
        return DateField(**about)
    if column.type == "yes_no":
        return forms.ChoiceField(choices=[("", "不明"), ("1", "是"), ("0", "否")], **about)
    if column.type == "choice" and not column.many:
        return forms.ChoiceField(choices=[("", "不明"), *column.options], **about)
    if column.type == "choice":
        return forms.MultipleChoiceField(choices=column.options, widget=forms.CheckboxSelectMultiple, **about)
    if column.many:
        about["help_text"] = "；".join(part for part in (column.hint, "几个值之间用逗号隔开") if part)
    return forms.CharField(max_length=200, **about)


def _fact(column: Condition, value: Any) -> Any:
    if value in (None, "", []):
        return None
    if column.type == "yes_no":
        return value == "1"
    if column.many and isinstance(value, str):
        return [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
    return value


def datalist(column: Condition | OutcomeColumn) -> list[str]:
    """What a cell's input suggests."""
    if column.type == "yes_no":
        return ["是", "否"]
    return [label for _, label in column.options]
