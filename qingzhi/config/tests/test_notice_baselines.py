"""The figures that our notice reports, recomputed from the life-size registers of the demonstration, are the notice's own.

Of the registers those rows alone are taken in that can count: patents granted in 2011–2015, marks registered by the end
of 2015, works up to the middle of 2017; `test_life_size.py` takes in everything.
"""

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.config.demo.plan import publish_plan
from qingzhi.config.demo.registers import marks, others, patents
from qingzhi.config.demo.registers.after import declare_whole, recognise_marks
from qingzhi.config.demo.registers.holders import Cast
from qingzhi.config.demo.registers.loading import TAKEN_IN_AT
from qingzhi.config.demo.registers.world import World
from qingzhi.config.demo.stage import Stage
from qingzhi.config.demo.targets import bind_baselines
from qingzhi.config.provinces import current_province
from qingzhi.config.reference.loading import load_reference
from qingzhi.domains.plan.models import PlanVersion
from qingzhi.domains.plan.queries.baselines import checked_baselines
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch
from qingzhi.engine.lake.actions import refresh_lake

on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(on_postgres, reason="counts of 20,000 rights are asked on SQLite"),
]
STATED = {
    "注册商标总量": 12918,
    "专利授权": 3403,
    "地理标志证明商标": 33,
    "中国驰名商标": 44,
    "青海省著名商标": 175,
    "版权作品登记": 143,
}
Chosen = Callable[[dict[str, str]], bool]
FILES: tuple[tuple[str, dict[str, str], Callable, Chosen], ...] = (
    ("patents", patents.HEADS, patents.patents, lambda row: "2011" <= row["registered_on"] < "2016"),
    ("trademarks", marks.HEADS, marks.marks, lambda row: "" < row["registered_on"] <= "2015-12-31"),
    ("copyrights", others.WORK_HEADS, others.copyrights, lambda row: "作登字" in row["number"]),
)


class Alone(Stage):
    """The stage without its people: the house itself acts."""

    def actor(self, account):
        return SYSTEM


def test_what_the_notice_reports_is_what_the_registers_hold(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "QINGZHI_DEMO_SIZE", "full")
    load_reference()
    stage = Alone(lambda line: None)
    assert publish_plan(stage) and bind_baselines(stage) == len(STATED)
    take_in(World(current_province(), date(2018, 7, 1)), tmp_path)
    assert recognise_marks(stage)
    with clock.fixed(TAKEN_IN_AT):
        declare_whole(stage)
        refresh_lake()
        rows = checked_baselines(PlanVersion.objects.get(plan=stage.plan, state="published"))
    found = {row.name: row for row in rows if row.check}
    assert {name: int(row.stated) for name, row in found.items()} == STATED
    assert {name: (row.code, row.value, row.found.count) for name, row in found.items()} == {
        name: ("ok", Decimal(value), value) for name, value in STATED.items()
    }


def take_in(world, folder):
    cast = Cast(world)
    with clock.fixed(TAKEN_IN_AT):
        for kind, heads, rows, chosen in FILES:
            path = folder / f"{kind}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(heads.values())
                writer.writerows([row.get(one, "") for one in heads] for row in rows(world, cast) if chosen(row))
            batch = prepare_batch(
                actor=SYSTEM, kind=kind, source=path, file_name=path.name, data_as_of=TAKEN_IN_AT.date()
            )
            run_batch(batch=confirm_batch(actor=SYSTEM, batch=batch))
