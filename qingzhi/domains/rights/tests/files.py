"""Small files of registers for tests, taken in as any file is; and the whole state of the registers to compare."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.db import transaction

from qingzhi.base.permits import SYSTEM
from qingzhi.base.regions.actions import load_regions
from qingzhi.domains.rights.actions.terms_loading import load_right_terms
from qingzhi.domains.rights.models import GiUser, Holding, Right, RightClass, RightLink, StatusSpan
from qingzhi.domains.rights.rules.numbers import check_digit
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch
from qingzhi.engine.imports.kinds import Outcome, kind_of
from qingzhi.engine.imports.models import Batch

Party = apps.get_model("parties.Party")
AS_OF = date(2018, 6, 30)
PATENT: Mapping[str, str] = {
    "申请号": "201710601862.3", "专利类型": "发明", "发明名称": "一种盐湖提锂装置", "申请日": "2017-07-21", "公开（公告）号": "CN106844774A",
    "公开（公告）日": "2017-12-01", "授权公告号": "CN106844774B", "授权公告日": "2018-05-11", "当前法律状态": "授权", "法律状态日期": "2018-05-11",
    "申请（专利权）人": "青海甲有限公司；乙大学", "地址": "810000 青海省西宁市城西区示例路1号", "发明（设计）人": "张三；李四",
    "代理机构": "示例专利代理事务所", "主分类号": "C01D15/08", "分类号": "C01D15/08(2006.01)；C02F1/44", "摘要": "本发明公开了一种装置。",
    "权利要求数": "8", "优先权": "",
}  # fmt: skip


def patent(serial: int = 0, **values: str) -> dict[str, str]:
    """A row of a patent export; with a serial number one of its own."""
    row = dict(PATENT)
    if serial:
        body = f"20171{serial:07d}"
        row["申请号"] = f"{body}.{check_digit(body)}"
    return row | values


def written(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows as a CSV file; the head is that of all rows."""
    rows = list(rows)
    head = list(dict.fromkeys(name for row in rows for name in row))
    file = io.StringIO()
    table = csv.DictWriter(file, head, restval="")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def take_in(kind: str, rows: Iterable[Mapping[str, str]], as_of: date = AS_OF, **more: Any) -> Batch:
    """Import rows; the batch as it stands at the end."""
    made = prepare_batch(
        actor=SYSTEM, kind=kind, source=io.BytesIO(written(rows)), file_name="示例.csv", data_as_of=as_of
    )
    return run_batch(confirm_batch(actor=SYSTEM, batch=made), **more)


def take_back(batch: Batch) -> int:
    """Take a batch back, as the engine's action does within its transaction."""
    with transaction.atomic():
        return kind_of(batch.kind).roll_back(batch)


def previewed(kind: str, rows: Iterable[Mapping[str, str]], as_of: date = AS_OF) -> Outcome:
    """What a dry run says of rows given by field name."""
    declared = kind_of(kind)
    batch = Batch(kind=kind, data_as_of=as_of, file_name="示例.csv")
    texts = [[row.get(one.name, "") for one in declared.fields] for row in rows]
    return declared.begin(batch).preview([(line, values) for line, values in enumerate(texts, 2)])


def counts(batch: Batch) -> dict[str, int]:
    """Created, updated, unchanged, older, rejected, where there are any."""
    names = ("created", "updated", "unchanged", "older", "rejected")
    return {name: getattr(batch, f"{name}_count") for name in names if getattr(batch, f"{name}_count")}


def state(*, ids: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the registers, holders by name. Without ids, what does not depend on the order of rows and batches."""
    numbers = dict(Right.objects.values_list("id", "number"))
    names = dict(Party.objects.values_list("id", "name"))
    left_out = set() if ids else {"id", "batch_id", "created_batch_id"}
    tables: dict[str, list[tuple[Any, ...]]] = {}
    kinds = [
        getattr(Right, name).related.related_model
        for name in ("patent", "trademark", "gi", "work", "software", "variety", "layout")
    ]
    for model in (Right, *kinds, StatusSpan, Holding, RightClass, RightLink, GiUser):
        columns = [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]
        rows = []
        for row in model._default_manager.values_list(*columns):
            values = dict(zip(columns, row, strict=True))
            if not ids:
                values |= {"right_id": numbers[values["right_id"]]} if "right_id" in values else {}
                values |= {"party_id": names[values["party_id"]]} if "party_id" in values else {}
            if values.get("digest") is not None:
                values["digest"] = bytes(values["digest"]).hex()
            rows.append(tuple(values.values()))
        tables[model.__name__] = sorted(rows, key=repr)
    return tables


def reference() -> None:
    """A few divisions of a province and the terms of protection, from the tables that every installation loads."""
    regions = [
        ("630000", "青海省", "青海", "province", ""), ("630100", "西宁市", "西宁", "prefecture", "630000"),
        ("630104", "城西区", "城西区", "county", "630100"), ("632500", "海南藏族自治州", "海南", "prefecture", "630000"),
        ("632521", "共和县", "共和", "county", "632500"), ("632300", "黄南藏族自治州", "黄南", "prefecture", "630000"),
        ("632324", "河南蒙古族自治县", "河南", "county", "632300"),
    ]  # fmt: skip
    names = ("code", "name", "short_name", "level", "parent")
    load_regions(actor=SYSTEM, rows=[dict(zip(names, row, strict=True), source="测试") for row in regions])
    with (files("qingzhi.config.reference") / "right_terms.csv").open(encoding="utf-8") as file:
        load_right_terms(actor=SYSTEM, rows=list(csv.DictReader(file)))
