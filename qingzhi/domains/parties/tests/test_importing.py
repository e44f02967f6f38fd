"""Registers of organisations come in as tables: again changes nothing, older never overwrites, a batch is taken back whole."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from qingzhi.base import clock
from qingzhi.engine.imports.models import Batch

from ..actions import HolderBook, merge_parties, remove_unused_holders
from ..actions.importing.reading import FIELDS
from ..actions.importing.taking_back import roll_back
from ..actions.importing.writing import PartyWriter
from ..models import Party, PartyFigure, PartyName
from ..rules.credit_code import with_check_digit
from ..testing import clerk, make_party, make_region

pytestmark = pytest.mark.django_db
CODE, OTHER = with_check_digit("91630102", 1), with_check_digit("91630102", 2)
NAMES = [one.name for one in FIELDS]


def batch(on=date(2018, 6, 30)):
    return Batch.objects.create(
        kind="parties", file_name="登记.csv", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=on,
        requested_at=clock.now(), requested_by="德吉",
    )  # fmt: skip


def table(*rows):
    return [(line, [str(row.get(name, "")) for name in NAMES]) for line, row in enumerate(rows, 2)]


def take(*rows, on=date(2018, 6, 30), into=None):
    made = into or batch(on)
    with transaction.atomic():
        outcome = PartyWriter(made).write(table(*rows))
    return outcome, made


def counts(outcome):
    return outcome.created, outcome.updated, outcome.unchanged, outcome.older, len(outcome.faults)


FULL = {
    "name": "青海示例藏药有限公司", "kind": "企业", "credit_code": CODE, "former_name": "青海示例药厂；示例药社", "other_name": "Example Pharma Co., Ltd.",
    "address": "西宁市城东区示例路1号", "region": "城东区", "industry": "2740", "founded_on": "2010年6月29日", "staff": "350", "revenue": "2,500",
    "flags": "高新技术企业；科技型企业",
}  # fmt: skip


def test_a_row_becomes_a_party_with_all_that_it_says(size_rules):
    make_region()
    outcome, made = take(FULL)
    assert counts(outcome) == (1, 0, 0, 0, 0)
    party = Party.objects.get()
    assert (party.name, party.kind, party.credit_code, party.code_check) == (FULL["name"], "enterprise", CODE, "")
    assert (party.region.code, party.founded_on, party.data_as_of) == ("630102", date(2010, 6, 29), date(2018, 6, 30))
    assert (party.size, party.provisional, party.batch_id, party.root_id) == ("medium", False, made.pk, party.pk)
    assert party.subject.display_name == party.name
    assert set(party.names.values_list("kind", "name")) == {
        ("official", FULL["name"]), ("former", "青海示例药厂"), ("former", "示例药社"), ("latin", "Example Pharma Co., Ltd.")
    }  # fmt: skip
    assert set(party.flags.values_list("flag", flat=True)) == {"high_tech", "tech_sme"}
    assert party.figures.get().year == 2017 and party.industries.get().is_main and party.identifiers.get().verified
    assert HolderBook(1).resolve([("青海示例药厂", "", "")]) == [party.pk]


def test_the_same_again_changes_nothing_and_older_never_overwrites(size_rules):
    make_region()
    take(FULL)
    before = [list(model.objects.values()) for model in (Party, PartyName, PartyFigure)]
    again, _ = take(FULL, FULL)
    assert counts(again) == (0, 0, 2, 0, 0)
    older, _ = take(FULL | {"address": "别处"}, on=date(2017, 1, 1))
    assert counts(older) == (0, 0, 0, 1, 0)
    assert before == [list(model.objects.values()) for model in (Party, PartyName, PartyFigure)]


def test_newer_data_update_and_the_batch_is_taken_back_whole(size_rules):
    make_region(), make_region("632801", "格尔木市")
    take(FULL)
    tables = (
        Party,
        PartyName,
        PartyFigure,
        *(Party._meta.get_field(name).related_model for name in ("flags", "industries", "identifiers")),
    )
    before = [sorted(map(str, model.objects.values())) for model in tables]
    newer = {
        "name": "青海新名藏药有限公司",
        "credit_code": CODE,
        "region": "632801",
        "industry": "C2710",
        "staff": "19",
        "flags": "老字号",
        "founded_on": "",
    }
    outcome, made = take(newer, {"name": "青海另一家有限公司", "credit_code": OTHER}, on=date(2019, 1, 1))
    assert counts(outcome) == (1, 1, 0, 0, 0)
    party = Party.objects.get(credit_code=CODE)
    assert (party.name, party.region.code, party.size, party.founded_on) == (
        "青海新名藏药有限公司",
        "632801",
        "",
        date(2010, 6, 29),
    )
    assert "缺营业收入" in party.size_reason
    assert party.names.get(name=FULL["name"]).kind == "former" and party.subject.display_name == party.name
    with transaction.atomic():
        assert roll_back(made) > 0
    assert before == [sorted(map(str, model.objects.values())) for model in tables]
    assert Party.objects.get().subject.display_name == FULL["name"]


def test_a_figure_of_the_same_year_is_put_back(size_rules):
    make_region()
    take(FULL)
    _, made = take(FULL | {"staff": "10"})
    assert PartyFigure.objects.get().staff == 10 and Party.objects.get().size == "micro"
    with transaction.atomic():
        roll_back(made)
    assert (PartyFigure.objects.get().staff, PartyFigure.objects.get().revenue, Party.objects.get().size) == (
        350,
        Decimal(2500),
        "medium",
    )


@pytest.mark.parametrize(
    ("row", "field", "told"),
    [
        ({"name": ""}, "name", "没有名称"), ({"kind": "怪物"}, "kind", "不是可识别的主体类型"),
        ({"credit_code": CODE + "99"}, "credit_code", "应为18位"), ({"industry": "C0111"}, "industry", "属于门类A"),
        ({"founded_on": "2010-13-01"}, "founded_on", ""), ({"staff": "很多"}, "staff", "不是整数"),
        ({"revenue": "若干"}, "revenue", "不是金额"), ({"flags": "高新技术企业；好企业"}, "flags", "没有“好企业”"),
        ({"organisation_code": "123456780"}, "organisation_code", "校验码应为“8”"), ({"year": "3000"}, "year", "年度不合理"),
        ({"staff": "-5"}, "staff", "不合理"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_column(row, field, told):
    make_region()
    outcome, _ = take(FULL | row)
    assert outcome.created == 0 and [one.field for one in outcome.faults] == [field]
    assert told in outcome.faults[0].reason and outcome.faults[0].line == 2
    assert not Party.objects.exists()


def test_a_code_that_does_not_hold_is_kept_as_given_unless_somebody_else_bears_it():
    wrong = CODE[:17] + ("0" if CODE[17] != "0" else "1")
    outcome, _ = take({"name": "甲公司", "credit_code": wrong})
    assert outcome.created == 1 and "校验码" in Party.objects.get().code_check
    assert counts(take({"name": "甲公司", "credit_code": wrong})[0]) == (0, 0, 1, 0, 0)
    faults = take({"name": "乙公司", "credit_code": wrong})[0].faults
    assert "已登记在“甲公司”名下" in faults[0].reason


def test_two_companies_of_one_name_are_told_apart_by_their_codes():
    take({"name": "甲公司", "credit_code": CODE})
    outcome, _ = take({"name": "甲公司", "credit_code": OTHER})
    assert outcome.created == 0 and CODE in outcome.faults[0].reason


def test_a_provisional_holder_becomes_a_registered_party():
    (pk,) = HolderBook(5).resolve([("青海示例藏药有限公司", "", "")])
    outcome, _ = take({"name": "青海省示例藏药有限责任公司", "credit_code": CODE})
    party = Party.objects.get()
    assert outcome.updated == 1 and (party.pk, party.provisional, party.credit_code) == (pk, False, CODE)
    assert party.names.filter(kind="alias").count() == 1


def test_a_merged_record_passes_its_news_on():
    one, other = make_party("甲公司"), make_party("乙公司")
    merge_parties(actor=clerk(), party=one, into=other, reason="同一主体")
    take({"name": "甲公司", "address": "新址"})
    other.refresh_from_db()
    assert other.address == "新址" and other.name == "乙公司"


def test_a_preview_says_the_same_and_writes_nothing():
    make_party("甲公司", credit_code=CODE)
    before = Party.objects.count(), PartyName.objects.count()
    rows = table({"name": "甲公司", "address": "新址"}, {"name": "丙公司"}, {"name": "丙公司"}, {"name": ""})
    outcome = PartyWriter(batch()).preview(rows)
    assert counts(outcome) == (1, 1, 1, 0, 1)
    assert [(one.line, one.what, one.label) for one in outcome.differences] == [
        (2, "updated", "甲公司"),
        (3, "created", "丙公司"),
    ]
    assert ("地址", "", "新址") in outcome.differences[0].changes
    assert before == (Party.objects.count(), PartyName.objects.count())


def test_regions_are_found_by_code_name_and_address():
    from qingzhi.base.regions.models import Level, Region

    top = Region.objects.create(code="630000", name="青海省", short_name="青海", level=Level.PROVINCE, source="测试")
    city = Region.objects.create(
        code="630100", name="西宁市", short_name="西宁", level=Level.PREFECTURE, parent=top, source="测试"
    )
    for code, name in (("630102", "城东区"), ("630121", "大通回族土族自治县")):
        Region.objects.create(code=code, name=name, short_name=name, level=Level.COUNTY, parent=city, source="测试")
    written = ["630102", "西宁市", "西宁", "青海", "西宁市城东区", "城东区", "510100", "四川省", ""]
    take(
        *[{"name": f"第{index}公司", "region": text} for index, text in enumerate(written)],
        {"name": "末公司", "address": "青海省西宁市城东区1号"},
    )
    found = [(party.region.code if party.region else "", party.place) for party in Party.objects.order_by("pk")]
    assert found == [
        ("630102", ""), ("630100", ""), ("630100", ""), ("630000", ""), ("630102", ""), ("630102", ""), ("", "四川省"), ("", "四川省"), ("", ""),
        ("630102", ""),
    ]  # fmt: skip


def test_holders_that_nobody_needs_go_with_their_batch():
    kept, gone = HolderBook(5).resolve([("甲公司", "", ""), ("乙公司", "", "")])
    elder = make_party("丙公司")
    merge_parties(actor=clerk(), party=elder, into=Party.objects.get(pk=kept), reason="同一主体")
    with transaction.atomic():
        assert remove_unused_holders(5) == 1
    assert set(Party.objects.values_list("pk", flat=True)) == {kept, elder.pk}
    assert not PartyName.objects.filter(party_id=gone).exists()
