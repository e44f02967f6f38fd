"""The made-up registers meet the real counts, in life size, before anything is imported."""

from collections import Counter
from datetime import date

import pytest

from qingzhi.config.demo.registers.holders import Cast, as_written, place_word
from qingzhi.config.demo.registers.marks import marks
from qingzhi.config.demo.registers.others import copyrights
from qingzhi.config.demo.registers.patents import TYPE_NAMES, granted_lives, patents
from qingzhi.config.demo.registers.world import World
from qingzhi.config.provinces import current_province
from qingzhi.domains.parties.rules.credit_code import credit_code_fault
from qingzhi.domains.rights.rules.numbers import read_number
from qingzhi.domains.rights.terms import NumberCheck

TODAY = date(2018, 7, 1)


@pytest.fixture(scope="module")
def world():
    return World(current_province(), TODAY)


@pytest.fixture(scope="module")
def small():
    return World(current_province(), TODAY, divide=24)


def statistic(world, indicator, period):
    rows = world.province.rows("statistics")
    return next(int(row["value"]) for row in rows if (row["indicator"], row["period"]) == (indicator, period))


def test_grants_by_year_and_type_are_those_of_the_statistics(world):
    found = Counter((life.granted.year, life.kind) for life in granted_lives(world))
    codes = {"invention": "invention-patents-granted", "utility": "utility-models-granted", "design": "designs-granted"}
    for year in range(2007, 2017):
        for kind, code in codes.items():
            assert found[year, kind] == statistic(world, code, str(year)), (year, kind)
    assert sum(count for (year, _), count in found.items() if 2011 <= year <= 2015) == 3403  # the notice's own figure


@pytest.mark.parametrize(("on", "known"), [("2009-12-31", 121), ("2012-03-31", 213), ("2014-09-30", 426)])
def test_inventions_in_force_on_known_days(world, on, known):
    day = date.fromisoformat(on)
    lives = [life for life in granted_lives(world) if life.kind == "invention" and life.granted <= day]
    assert sum(1 for life in lives if life.status == "授权" or life.status_on > day) == known


def test_every_life_is_in_order(world):
    for life in granted_lives(world):
        assert life.filed < life.granted < TODAY
        assert life.granted <= life.status_on <= TODAY, life


def test_the_same_at_every_building_and_every_kind_of_dirt(small):
    rows = list(patents(small, Cast(small)))
    assert rows == list(patents(small, Cast(small)))
    assert {row["type"] for row in rows} == set(TYPE_NAMES.values())
    assert len({row["number"].removeprefix("ZL") for row in rows}) == len(rows), "no number twice"
    assert all(read_number("patent", row["number"]).check == NumberCheck.VERIFIED for row in rows)
    assert any("；" in row["holders"] for row in rows) and any(row["number"].startswith("ZL") for row in rows)


def test_marks_and_works_of_a_small_world(small):
    found = list(marks(small, Cast(small)))
    assert len({row["number"] for row in found}) == len(found)
    assert {"一般商标", "证明商标"} <= {row["type"] for row in found}
    works = [row for row in copyrights(small, Cast(small)) if "作登字" in row["number"]]
    assert sum(1 for row in works if row["registered_on"] <= "2017-06-30") == small.count("works")


def test_holders_are_codes_that_hold_and_spellings_that_differ(small):
    cast = Cast(small)
    assert not [holder.name for holder in cast.everybody if credit_code_fault(holder.code)]
    assert len({holder.code for holder in cast.everybody}) == len(cast.everybody)
    firm = next(holder for holder in cast.enterprises if holder.name.startswith(small.short_name))
    spelled = {as_written(small.chance("spelling", number), firm, small.short_name) for number in range(400)}
    assert len(spelled) >= 5
    assert place_word("西宁市大通回族土族自治县") == "大通"
