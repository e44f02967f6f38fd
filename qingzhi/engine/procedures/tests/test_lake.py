"""Cases in the lake: the same numbers as in the database, and how long things took, counted by hand."""

from datetime import date

from django.db.models import Count

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.models import LakeChange
from qingzhi.engine.lake.reading import count_by, query, snapshot
from qingzhi.engine.lake.testing import rows_of
from qingzhi.engine.procedures.actions import resume, suspend, take_step
from qingzhi.engine.procedures.lake import KIND
from qingzhi.engine.procedures.models import Case, CaseClock, CaseEntry, CaseStop
from qingzhi.engine.procedures.queries.durations import case_times, spreads, stage_times
from qingzhi.engine.procedures.testing import CODE, make_sample_case

from .people import enterprise


def step(case, code, **values):
    found = Case.objects.get(pk=case.pk)
    return take_step(actor=SYSTEM, case=found, step=code, revision=found.revision, **values)


def handed_in(on, title="示例科技的申请"):
    """A case that was begun on 1 June and sent on a day."""
    with clock.fixed(date(2018, 6, 1)):
        case = make_sample_case(body=a_body(), applicant=enterprise(title), title=title)
    with clock.fixed(on):
        Case.objects.filter(pk=case.pk).update(
            state="submitted", submitted_at=clock.now(), entered_at=clock.now(), revision=1
        )
        CaseEntry.objects.create(
            case=case, at=clock.now(), step="submit", label="提交", from_state="draft", to_state="submitted",
            layer="applicant", by=title,
        )  # fmt: skip
    return case


def test_the_lake_counts_as_the_database_does(sample):
    cases = [handed_in(date(2018, 6, day)) for day in (4, 5, 6)]
    with clock.fixed(date(2018, 6, 7)):
        step(cases[0], "accept")
    refresh_lake()
    counted = query(count_by(snapshot().table("cases"), ["procedure", "state", "region_code"]))
    stands = Case.objects.values("procedure", "state", "region_code").annotate(count=Count("pk"))
    assert sorted(map(str, counted)) == sorted(str(dict(row)) for row in stands) and len(counted) == 2
    for name, model in (("case_steps", CaseEntry), ("case_clocks", CaseClock), ("case_stops", CaseStop)):
        assert len(rows_of(name, "id")) == model.objects.count(), name


def test_a_step_is_told_and_read_again(sample):
    case = handed_in(date(2018, 6, 4))
    refresh_lake()
    assert not LakeChange.objects.exists()
    step(case, "accept")
    assert set(LakeChange.objects.values_list("kind", "first_id")) == {(KIND, case.pk)}
    refresh_lake()
    assert [row["state"] for row in rows_of("cases", "id")] == ["review"]
    assert [row["step"] for row in rows_of("case_steps", "id")][-1] == "accept"


def test_days_are_net_of_stops_that_overlap_and_late_is_late(sample):
    """Handed in on 4 June, stopped 6–11 June (twice over), granted on 25 June: 21 days less 5."""
    case, draft = handed_in(date(2018, 6, 4)), make_sample_case(body=a_body(), applicant=enterprise("草稿"))
    with clock.fixed(date(2018, 6, 5)):
        step(case, "accept")
    with clock.fixed(date(2018, 6, 6)):
        suspend(actor=SYSTEM, case=case, reason="等待鉴定", basis="示例")
    CaseStop.objects.create(case=case, from_on=date(2018, 6, 8), to_on=date(2018, 6, 10), reason="重叠", state="review")
    with clock.fixed(date(2018, 6, 11)):
        resume(actor=SYSTEM, case=Case.objects.get(pk=case.pk), reason="鉴定完成")
    with clock.fixed(date(2018, 6, 25)):
        step(case, "grant", data={"amount": "10"})
        refresh_lake()
    found = {row["id"]: row for row in query(case_times(snapshot()))}
    assert set(found) == {case.pk} and draft.pk not in found
    assert (found[case.pk]["days_stopped"], found[case.pk]["days_used"], found[case.pk]["overdue"]) == (5, 16, False)
    CaseClock.objects.filter(case=case, code="decision").update(due_on=date(2018, 6, 24))
    refresh_lake(full=True)
    assert [row["overdue"] for row in query(case_times(snapshot()))] == [True]


def test_an_open_case_is_measured_to_the_day_of_the_lake(sample):
    case = handed_in(date(2018, 6, 4))
    with clock.fixed(date(2018, 6, 14)):
        refresh_lake()
    with clock.fixed(date(2018, 6, 20)):
        assert [row["days_used"] for row in query(case_times(snapshot()))] == [10]
    assert case.closed_at is None


def test_stages_count_the_office_s_days_alone(sample):
    """Three cases: 1, 3 and 5 days until acceptance; what is still in its stage or with the applicant is not counted."""
    for number, days in enumerate((1, 3, 5)):
        case = handed_in(date(2018, 6, 4), f"示例企业{number}")
        with clock.fixed(date(2018, 6, 4 + days)):
            step(case, "accept")
    handed_in(date(2018, 6, 4), "还在受理")
    refresh_lake()
    found = spreads(stage_times(snapshot()), ["procedure", "stage"], "days")
    assert set(found) == {(CODE, "受理")}
    spread = found[CODE, "受理"]
    assert (spread.count, spread.median, round(spread.slow, 2)) == (3, 3.0, 4.6)


def test_nobody_is_named_in_the_lake(sample):
    handed_in(date(2018, 6, 4))
    refresh_lake()
    lake = snapshot()
    told = {column for name in lake.names if name.startswith("case") for column in lake.table(name).columns}
    assert not told & {
        "title",
        "applicant_id",
        "owner_id",
        "by",
        "by_user_id",
        "text",
        "internal",
        "receipt_code",
        "rating_words",
    }
