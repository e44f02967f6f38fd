"""The life-size registers, imported as any file is, answer the questions whose answers are publicly known."""

from datetime import date

import pytest
from django.conf import settings

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.config.demo.registers.loading import TAKEN_IN_AT, write_files
from qingzhi.config.demo.registers.world import World
from qingzhi.config.provinces import current_province
from qingzhi.config.reference.loading import load_reference
from qingzhi.domains.rights.queries.counting import count_granted, count_in_force
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch

on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(on_postgres, reason="counts of 70,000 rights are asked on SQLite"),
]
HOME = "630000"


def test_the_registers_count_what_the_notice_and_the_statistics_say(tmp_path):
    load_reference()
    world = World(current_province(), date(2018, 7, 1))
    files = write_files(world, tmp_path / "files")
    with clock.fixed(TAKEN_IN_AT):
        for kind in ("patents", "trademarks", "copyrights"):
            batch = prepare_batch(
                actor=SYSTEM, kind=kind, source=files[kind], file_name=files[kind].name, data_as_of=TAKEN_IN_AT.date()
            )
            run_batch(batch=confirm_batch(actor=SYSTEM, batch=batch))
            batch.refresh_from_db()
            assert (batch.rejected_count, batch.created_count) == (0, batch.cursor), kind
    grants = {
        (row["period"], row["indicator"]): int(row["value"])
        for row in world.province.rows("statistics")
        if row["indicator"] == "patents-granted" and row["period"].isdigit() and int(row["period"]) <= 2016
    }
    assert len(grants) == 10
    for (year, _), known in grants.items():
        assert count_granted(date(int(year), 1, 1), date(int(year), 12, 31), region=HOME) == known, year
    assert count_granted(date(2011, 1, 1), date(2015, 12, 31), region=HOME) == 3403
    for day, known in (("2015-12-31", 12918), ("2016-12-31", 18537)):
        assert count_in_force(date.fromisoformat(day), "trademark", region=HOME) == known, day
    for day, known in (("2009-12-31", 121), ("2012-03-31", 213), ("2014-09-30", 426)):
        assert count_in_force(date.fromisoformat(day), "patent", "invention", HOME) == known, day
    notice = date(2017, 6, 23)
    assert count_in_force(notice, "trademark", region=HOME, gi=True) == 33
    assert count_granted(date(1900, 1, 1), date(2017, 6, 30), "work") == 143
