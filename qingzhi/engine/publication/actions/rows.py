"""Making rows: values are split into what everybody sees and what is sealed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from qingzhi.base.audit.secrets import open_secret, seal_secret
from qingzhi.base.secrecy.rules import refuse_classified

from ..kinds import PublicColumn
from ..models import Publication, PublicationItem
from ..refusals import PersonalDataShown, RowWrong
from ..rules.redaction import personal_in, plain, searchable, shown_value
from ..terms import Shown

PURPOSE = "publication.held"


@dataclass(frozen=True)
class Row:
    """One row to publish: its values by the codes of the columns, and the record that it is about."""

    values: Mapping[str, Any]
    subject: models.Model | None = None


def refuse_unfit(columns: Sequence[PublicColumn], row: Row, place: int) -> None:
    """Raise where a value has no column, is missing, or may stand in no public column."""
    known = {one.code: one for one in columns}
    strangers = sorted(set(row.values) - set(known))
    if strangers:
        raise RowWrong(f"第 {place} 行有未声明的栏目：{'、'.join(strangers)}")
    for one in columns:
        value = plain(row.values.get(one.code))
        if one.required and value is None:
            raise RowWrong(f"第 {place} 行缺少“{one.label}”")
        found = personal_in(str(value)) if one.shown is Shown.FULL and value is not None else ""
        if found:
            raise PersonalDataShown(f"第 {place} 行“{one.label}”含有{found}，不能公开，请删去或改为遮盖")
        if isinstance(value, str):
            refuse_classified(value)


def drawn(publication: Publication, row: Row, position: int, added_at: datetime) -> PublicationItem:
    """The row as it will be stored, not saved yet."""
    columns = publication.declared
    shown = {one.code: shown_value(row.values.get(one.code), one.shown) for one in columns}
    shown = {code: value for code, value in shown.items() if value is not None}
    covered = {one.code: plain(row.values.get(one.code)) for one in columns if one.shown is not Shown.FULL}
    covered = {code: value for code, value in covered.items() if value is not None}
    return PublicationItem(
        publication=publication, position=position, values=shown, said=searchable(shown), added_at=added_at,
        held=seal_secret(json.dumps(covered, ensure_ascii=False).encode(), PURPOSE) if covered else None,
        subject_kind=row.subject._meta.label_lower if row.subject is not None else "",
        subject_id=str(row.subject.pk) if row.subject is not None else "",
    )  # fmt: skip


def held_values(item: PublicationItem) -> dict[str, Any]:
    """What was left out or covered; reading it is to be audited."""
    return dict(json.loads(open_secret(bytes(item.held), PURPOSE))) if item.held else {}
