"""Rights in the plan's industries: classified in ranges, kept up, counted, explained."""

import csv
from datetime import date
from pathlib import Path

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.rights.actions.industries import (
    begin_again_from,
    classify_pending,
    load_concordance,
    load_industries,
    reclassify,
    sweep_after_taking_back,
)
from qingzhi.domains.rights.models import (
    GeographicalIndication,
    Industry,
    Right,
    RightClass,
    RightIndustry,
    Variety,
)
from qingzhi.domains.rights.queries.industries import (
    industry_counts,
    industry_options,
    progress,
    rights_in_industry,
    table_in_force,
    why_in_industries,
)
from qingzhi.domains.rights.refusals import ValueNotValid
from qingzhi.domains.rights.rules.industries import Entry, matches

pytestmark = pytest.mark.django_db
PROVINCE = Path(__file__).resolve().parents[3] / "config" / "provinces" / "qinghai"
REFERENCE = Path(__file__).resolve().parents[3] / "config" / "reference"
GROUPS = [
    {"code": "a", "title": "甲类", "clause": "", "quote": ""},
    {"code": "b", "title": "乙类", "clause": "", "quote": ""},
]
INDUSTRIES = [
    {"code": "energy", "group": "a", "name": "新能源", "confirmed": "1", "note": ""},
    {"code": "lithium", "group": "b", "name": "锂电", "confirmed": "1", "note": ""},
    {"code": "solar", "group": "b", "name": "光伏", "confirmed": "1", "note": ""},
    {"code": "barley", "group": "b", "name": "青稞", "confirmed": "1", "note": ""},
]
ROWS = [
    ("ipc", "H01M", "energy"), ("ipc", "H01L 31", "energy"), ("ipc", "H01M 10/052", "lithium"),
    ("ipc", "H01L 31", "solar"), ("product", "青稞", "barley"), ("nice", "9", "energy"),
]  # fmt: skip


def about(code="t1", since="2017-01-01", until=""):
    more = {"title": "参照表", "version": code, "source": "测试", "confirmed": "0"}
    return {"code": code, "valid_from": since, "valid_to": until, **more}


def rows(*triples):
    return [{"scheme": scheme, "prefix": prefix, "industry": code, "note": ""} for scheme, prefix, code in triples]


@pytest.fixture
def table():
    load_industries(actor=SYSTEM, groups=GROUPS, industries=INDUSTRIES)
    load_concordance(actor=SYSTEM, about=about(), rows=rows(*ROWS))


def patent(number, *symbols, kind="patent", title="装置", scheme="ipc", **values):
    right = Right.objects.create(
        kind=kind, number=number, number_shown=number, title=title, status="in_force", **values
    )
    for position, symbol in enumerate(symbols):
        RightClass.objects.create(right=right, scheme=scheme, symbol=symbol, position=position)
    return right


def codes_of(right):
    return set(RightIndustry.objects.filter(right=right).values_list("industry__code", flat=True))


def test_rights_are_classified_by_all_their_symbols_and_names(table):
    battery = patent("1", "H01M10/0525", "A01B1/00")
    panel = patent("2", "H01L31/042")
    mark = patent("3", "09", kind="trademark", scheme="nice")
    product = patent("4", kind="gi", title="门源青稞")
    GeographicalIndication.objects.create(right=product, type="product")
    variety = patent("5", kind="variety", title="昆仑15号")
    Variety.objects.create(right=variety, field="agriculture", genus="青稞")
    other = patent("6", "A01B1/00", title="青稞脱粒机")
    assert classify_pending() == 6
    assert [codes_of(one) for one in (battery, panel, mark, product, variety, other)] == [
        {"energy", "lithium"}, {"energy", "solar"}, {"energy"}, {"barley"}, {"barley"}, set(),
    ]  # fmt: skip
    assert set(rights_in_industry("energy")) == {battery, panel, mark}
    energy = Industry.objects.get(code="energy").pk
    assert industry_counts()[energy] == {"patent": 2, "trademark": 1}
    assert progress().finished_at is not None
    assert classify_pending() == 0


def test_counts_are_what_the_lists_show(table):
    for number in range(30):
        patent(f"n{number}", *["H01M4/00", "H01M10/052", "H01L31/02"][: number % 4])
    classify_pending()
    for industry in Industry.objects.all():
        counted = sum(industry_counts()[industry.pk].values())
        assert counted == rights_in_industry(industry.code).count()


def test_new_rights_follow_and_corrected_ones_move(table):
    one = patent("1", "H01M10/052")
    classify_pending()
    two = patent("2", "H01L31/02")
    assert classify_pending() == 1
    assert codes_of(two) == {"energy", "solar"}
    RightClass.objects.filter(right=one).update(symbol="H01L31/02")
    reclassify(right_ids=[one.pk])
    assert codes_of(one) == {"energy", "solar"}


def test_an_import_that_changed_rights_sends_the_classification_back(table):
    rights = [patent(str(n), "H01M2/00", batch_id=n) for n in range(1, 6)]
    classify_pending()
    RightClass.objects.filter(right__in=rights[2:]).update(symbol="A01B1/00")
    Right.objects.filter(pk__in=[one.pk for one in rights[2:]]).update(batch_id=9)
    begin_again_from(batch_id=9)
    assert classify_pending() == 3
    assert [bool(codes_of(one)) for one in rights] == [True, True, False, False, False]


def test_what_was_taken_back_is_forgotten(table):
    right = patent("1", "H01M2/00")
    classify_pending()
    RightClass.objects.all().delete()
    Right.objects.filter(pk=right.pk).delete()
    sweep_after_taking_back()
    assert not RightIndustry.objects.exists()


def test_another_table_classifies_everything_again(table):
    right = patent("1", "H01M2/00")
    classify_pending()
    with clock.fixed(date(2018, 7, 1)):
        load_concordance(actor=SYSTEM, about=about("t2", "2018-01-01"), rows=rows(("ipc", "H01M", "solar")))
        assert table_in_force().code == "t2"
        assert table_in_force(date(2017, 6, 1)).code == "t1"
        assert classify_pending() == 1
        assert codes_of(right) == {"solar"}
        (reason,) = why_in_industries(right)
    assert (reason.industry.name, reason.symbol, reason.prefix) == ("光伏", "H01M2/00", "H01M")


def test_loading_twice_changes_nothing_and_gone_industries_are_retired(table):
    assert load_industries(actor=SYSTEM, groups=GROUPS, industries=INDUSTRIES) == 0
    assert load_concordance(actor=SYSTEM, about=about(), rows=rows(*ROWS)) == 0
    assert load_industries(actor=SYSTEM, groups=GROUPS, industries=INDUSTRIES[:3]) == 1
    assert "barley" not in dict(industry_options())
    assert Industry.objects.filter(code="barley").exists()
    right = patent("1", kind="gi", title="门源青稞")
    classify_pending()
    assert codes_of(right) == set()


def test_a_row_for_an_unknown_industry_is_refused_whole(table):
    with pytest.raises(ValueNotValid, match="第 3 行"):
        load_concordance(actor=SYSTEM, about=about("t3"), rows=rows(("ipc", "A", "energy"), ("ipc", "B", "none")))
    assert table_in_force().code == "t1"


def test_an_unknown_industry_has_no_rights(table):
    assert not rights_in_industry("nobody").exists()


# the province's own data


def read(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_industry_is_named_as_in_the_plan():
    notice = (
        (PROVINCE / "notice.txt").read_text(encoding="utf-8").replace(",", "，").replace("(", "（").replace(")", "）")
    )
    groups = {row["code"]: row for row in read(PROVINCE / "industry_groups.csv")}
    for row in groups.values():
        assert row["quote"] in notice, row["code"]
    for row in read(PROVINCE / "industries.csv"):
        if row["confirmed"] == "1":
            assert all(part in groups[row["group"]]["quote"] for part in (row["name"][:2], row["name"][-2:])), row
    sizes = {code: sum(row["group"] == code for row in read(PROVINCE / "industries.csv")) for code in groups}
    assert (sizes["ten-featured"], sizes["thousand"], sizes["hundred"]) == (10, 4, 4)


def test_every_prefix_of_the_default_table_stands_in_a_code_table():
    known = {
        row["scheme"]: {code["symbol"] for code in read(REFERENCE / f"{row['file']}.csv")}
        for row in read(REFERENCE / "code_tables.csv")
    }
    industries = {row["code"] for row in read(PROVINCE / "industries.csv")}
    for row in read(PROVINCE / "concordance_rows.csv"):
        assert row["industry"] in industries
        if row["scheme"] == "ipc" and "版本" not in row["note"]:  # of older editions only the note tells
            assert row["prefix"][:4] in known["ipc"] or row["prefix"] in known["ipc"], row
        elif row["scheme"] not in ("ipc", "product"):
            assert row["prefix"] in known[row["scheme"]], row


@pytest.mark.parametrize(
    ("scheme", "symbol", "expected"),
    [
        (
            "ipc",
            "C01D15/08",
            {"thousand-lithium", "industrial-salt-lake"},
        ),  # lithium salts: taken from 盐湖化工 in one list
        ("ipc", "C01D3/04", {"thousand-salt-lake", "industrial-salt-lake"}),
        ("nice", "31", {"green-farming"}),
        ("nice", "32", {"industrial-juice"}),
        ("product", "柴达木枸杞", {"green-farming", "hundred-wolfberry"}),
        (
            "gbt4754",
            "3841",
            {"green-energy", "thousand-lithium", "industrial-energy"},  # 384 takes it from 38
        ),
    ],
)
def test_the_default_table_by_examples(scheme, symbol, expected):
    groups = {row["code"]: row["group"] for row in read(PROVINCE / "industries.csv")}
    entries = [
        Entry(row["scheme"], row["prefix"], row["industry"], groups[row["industry"]])
        for row in read(PROVINCE / "concordance_rows.csv")
    ]
    assert {match.industry for match in matches(scheme, symbol, entries)} == expected
