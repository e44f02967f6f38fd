"""Drafting, editing, redrawing and issuing reports: what is written by hand stays, what is issued stands."""

from datetime import datetime

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.domains.metrics.actions import report_issuing
from qingzhi.domains.metrics.actions.report_editing import (
    add_paragraph,
    confirm_block,
    edit_block,
    leave_out,
    restore_block,
)
from qingzhi.domains.metrics.actions.report_issuing import issue_report, return_report, submit_report
from qingzhi.domains.metrics.actions.report_outlines import load_outlines
from qingzhi.domains.metrics.actions.reporting import draft_report, redraw_report
from qingzhi.domains.metrics.models import Report, ReportBlock, ReportOutline
from qingzhi.domains.metrics.queries.frozen import frozen_value, newest_value
from qingzhi.domains.metrics.queries.report_annex import annex_csv, annex_of, annex_xlsx, for_everybody
from qingzhi.domains.metrics.queries.report_outlines import outline_on
from qingzhi.domains.metrics.queries.reports import (
    blocks_now,
    content_now,
    difference_note,
    report_before,
    revised_since,
)
from qingzhi.domains.metrics.refusals import ValueNotValid
from qingzhi.domains.metrics.refusals.report import (
    BlockEditedMeanwhile,
    BlockIsNoText,
    FiguresChangedBeneath,
    FiguresRevisedSince,
    NothingFrozen,
    OutlineFaulty,
    ReportInPreparation,
    ReportLocked,
    ReportMovedOn,
)
from qingzhi.domains.metrics.rules.report_links import parts_of
from qingzhi.domains.metrics.rules.report_words import plain

from .reporting import DAY, DRAFT, OUTLINE, VIEW, block, correct, drafted, drafter, set_up_years

pytestmark = pytest.mark.django_db
OWN = "2016年，专利授权量1,357件，创历史新高。"


@pytest.fixture
def actor(monkeypatch):
    monkeypatch.setattr(report_issuing, "pages_laid_out", lambda report, content: ())  # no LibreOffice here
    return set_up_years()


def words(report, key="said"):
    return plain(parts_of(block(report, key).computed["parts"]))


def issued(actor, report):
    with clock.fixed(DAY):
        submit_report(actor=actor, report=report)
        return issue_report(actor=actor, report=report)


def test_one_action_drafts_a_report_from_frozen_figures(actor, django_assert_max_num_queries):
    with django_assert_max_num_queries(32):
        report = drafted(actor)
    assert report.title == "2016年甲省知识产权发展状况报告" and report.edition == 1
    assert words(report) == "2016年，专利授权量1,357件，比上年增长11.5%；其中，发明专利授权量271件，比上年增长11.5%。"
    figure = frozen_value("granted", "990000", "2016")
    assert figure.code in block(report, "said").codes and len(block(report, "course").codes) == 4
    assert block(report, "map").computed["finding"].startswith("甲市最高")
    entry, event = (
        AuditEntry.objects.filter(action="metrics.draft_report").get(),
        EventRow.objects.filter(name="metrics.report_drafted"),
    )
    assert entry.actor_name == actor.name and event.count() == 1


def test_a_report_needs_frozen_figures_its_own_span_and_one_drafter(actor):
    with pytest.raises(NothingFrozen, match="2012年还没有冻结的数据"):
        drafted(actor, "2012")
    with pytest.raises(ValueNotValid, match="不按“2016年第1季度”"):
        drafted(actor, "2016Q1")
    drafted(actor)
    with pytest.raises(ReportInPreparation, match="请在原稿上继续"):
        drafted(actor)
    with pytest.raises(PermitRefused):
        draft_report(actor=drafter(VIEW), code="yearly", period="2015")


def test_text_written_by_hand_survives_a_redraw_and_is_shown_when_its_figures_changed(actor):
    report = drafted(actor)
    said = edit_block(actor=actor, block=block(report, "said"), text=OWN, revision=0)
    assert said.hand == OWN and said.hand_codes == said.codes
    revised = correct()
    assert [(one.old.value, one.new.value) for one in revised_since(said.codes)] == [(1357, 1360)]
    redraw_report(actor=actor, report=report)
    said = block(report, "said")
    assert said.hand == OWN and revised.code in said.codes and "1,360件" in words(report)
    now = next(one for one in blocks_now(report, list(report.blocks.all())) if one.block.key == "said")
    assert [(one.old.value, one.new.value, one.new.reason) for one in now.changed] == [(1357, 1360, "漏登三件")]
    assert now.unfounded == ("1,357件",)  # no figure of the report reads so any more
    confirm_block(actor=actor, block=said)
    assert not blocks_now(report, list(report.blocks.all()))[0].changed
    assert frozen_value("granted", "990000", "2016").value == 1357  # what was frozen never moved


def test_the_numbers_of_a_text_lead_to_their_figures(actor):
    report = drafted(actor)
    edit_block(actor=actor, block=block(report, "said"), text=OWN + "\n同比增长88%。", revision=0)
    items = [one for one in content_now(report)["chapters"][0]["items"] if one["kind"] == "text"]
    assert [part["codes"] for part in items[0]["parts"] if part["codes"]] == [
        [frozen_value("granted", "990000", "2016").code]
    ]
    assert blocks_now(report, list(report.blocks.all()))[0].unfounded == ("88%",)


def test_two_who_edit_at_once_and_what_cannot_be_edited(actor):
    report = drafted(actor)
    edit_block(actor=actor, block=block(report, "said"), text=OWN, revision=0)
    with pytest.raises(BlockEditedMeanwhile, match="请在新的文字上修改"):
        edit_block(actor=actor, block=block(report, "said"), text="别的", revision=0)
    with pytest.raises(BlockIsNoText):
        edit_block(actor=actor, block=block(report, "course"), text="别的", revision=0)
    with pytest.raises(ValueNotValid):
        edit_block(actor=actor, block=block(report, "said"), text="  \n ", revision=1)
    with pytest.raises(ClassifiedText):
        edit_block(actor=actor, block=block(report, "said"), text="秘密★5年", revision=1)
    restored = restore_block(actor=actor, block=block(report, "said"))
    assert restored.hand == "" and restore_block(actor=actor, block=restored).revision == restored.revision
    edit_block(actor=actor, block=restored, text=words(report), revision=restored.revision)
    assert block(report, "said").hand == ""  # what says the same as the computed text is none of one's own


def test_paragraphs_of_one_s_own_keep_their_place_and_blocks_are_left_out(actor):
    report = drafted(actor)
    first = add_paragraph(actor=actor, after=block(report, "said"), text="第一段。")
    add_paragraph(actor=actor, after=first, text="第二段。")
    leave_out(actor=actor, block=block(report, "course"), is_left_out=True)
    redraw_report(actor=actor, report=report)
    items = content_now(report)["chapters"][0]["items"]
    assert [one.get("caption") or one.get("key") for one in items] == [None, "said", "own-1", "own-2", "表1　主要指标"]
    assert restore_block(actor=actor, block=first) is None and not ReportBlock.objects.filter(pk=first.pk).exists()
    leave_out(actor=actor, block=block(report, "course"), is_left_out=False)
    assert content_now(report)["charts"] == 2


def test_what_an_outline_dropped_stays_only_with_its_hand_written_text(actor):
    report = drafted(actor)
    edit_block(actor=actor, block=block(report, "said"), text=OWN, revision=0)
    shorter = {**OUTLINE, "chapters": [{"title": "创造", "blocks": [OUTLINE["chapters"][0]["blocks"][2]]}]}
    load_outlines(actor=SYSTEM, specs=[shorter])
    redraw_report(actor=actor, report=report)
    keys = [one.get("key") for one in content_now(report)["chapters"][0]["items"]]
    assert (
        keys == [None, "said", "table"] and block(report, "course").is_dropped and not block(report, "table").is_dropped
    )


def test_a_report_is_submitted_returned_and_issued(actor):
    report = drafted(actor)
    submit_report(actor=actor, report=report)
    with pytest.raises(ReportLocked, match="送审"):
        edit_block(actor=actor, block=block(report, "said"), text=OWN, revision=0)
    with pytest.raises(ValueNotValid):
        return_report(actor=actor, report=report, reason=" ")
    return_report(actor=actor, report=report, reason="请补写下一步工作")
    with pytest.raises(ReportMovedOn, match="没有送审"):
        issue_report(actor=actor, report=report)
    with pytest.raises(PermitRefused):
        submit_report(actor=actor, report=report)
        issue_report(actor=drafter(VIEW, DRAFT), report=report)
    done = issue_report(actor=actor, report=report)
    assert done.document.number.startswith("甲知报") and done.content["figures"] and done.is_public
    assert EventRow.objects.filter(name="metrics.report_issued").count() == 1
    with pytest.raises(ReportMovedOn, match="已由王某某"):
        issue_report(actor=actor, report=report)
    with pytest.raises(ReportLocked, match="另起草新的一版"):
        redraw_report(actor=actor, report=report)
    with pytest.raises(ValueError, match="issued report"):
        done.save()


def test_nothing_is_submitted_while_its_figures_have_moved_on(actor):
    report = drafted(actor)
    edit_block(actor=actor, block=block(report, "said"), text=OWN, revision=0)
    correct()
    with pytest.raises(FiguresRevisedSince, match="有 1 个冻结数作了修订"):
        submit_report(actor=actor, report=report)
    redraw_report(actor=actor, report=report)
    with pytest.raises(FiguresChangedBeneath, match="有 1 段手工文字"):
        submit_report(actor=actor, report=report)
    edit_block(actor=actor, block=block(report, "said"), text="2016年，专利授权量1,360件。", revision=1)
    assert submit_report(actor=actor, report=report).state == "submitted"


def test_an_issued_report_stands_and_a_later_edition_takes_over_what_was_written(actor):
    report = drafted(actor)
    edit_block(actor=actor, block=block(report, "said"), text=OWN, revision=0)
    add_paragraph(actor=actor, after=block(report, "said"), text="自拟。")
    first = issued(actor, report)
    correct()
    first = Report.objects.get(pk=first.pk)
    assert "1,357件" in str(first.content) and "1,360" not in str(first.content)
    assert len(revised_since(first.content["codes"])) == 1
    second = drafted(actor)
    assert (second.edition, second.replaces) == (2, first) and block(second, "said").hand == OWN
    assert block(second, "own-1").hand == "自拟。" and first.blocks.count() == second.blocks.count()
    assert [one.block.key for one in blocks_now(second, list(second.blocks.all())) if one.changed] == ["said"]


def test_the_difference_note_against_last_year_s_report(actor):
    issued(actor, drafted(actor, "2015"))
    correct(period="2015", value=1220)
    report = drafted(actor)
    before = report_before(report)
    note = difference_note(content_now(report), before)
    assert [(one.period, one.old, one.new, one.reason) for one in note.restated] == [
        ("2015年", "1,217", "1,220", "漏登三件")
    ]
    assert "新增图表 1 个" in note.words
    done = issued(actor, report)
    assert done.content["before"]["title"] == before.title and "1,220" in str(done.content["before"]["restated"])


def test_the_annex_tells_every_figure_with_its_code(actor):
    report = issued(actor, drafted(actor))
    told = annex_of(report, report.content)
    codes = {one["code"] for one in told["figures"]}
    assert newest_value("granted", "990000", "2016").code in codes and len(codes) == len(told["figures"]) == 8
    assert all(one["verify"].endswith(f"/figures/{one['code']}/") for one in told["figures"])
    assert (
        len(told["charts"]) == 2
        and told["tables"][0]["caption"] == "表1　主要指标"
        and told["number"] == report.document.number
    )
    lines = annex_csv(report.content).decode("utf-8-sig").splitlines()
    assert len(lines) == 9 and lines[0].startswith("编号,核验码,指标代码") and ",1357," in lines[1]
    figures = [{**report.content["figures"][0], "value": "-3.5", "reason": "=HYPERLINK(1)"}]
    lines = annex_csv({"figures": figures}).decode().splitlines()
    assert ",-3.5," in lines[1] and ",'=HYPERLINK(1)," in lines[1]
    assert annex_xlsx(report, report.content)[:2] == b"PK"


def test_what_may_not_be_republished_is_quoted_in_the_report_alone(actor):
    report = drafted(actor)
    content = content_now(report)
    held = content["figures"][0] | {"republish": False}
    told = for_everybody({**content, "figures": [held, *content["figures"][1:]]})
    assert (
        told["figures"][0]["value"] == "" and told["figures"][1]["value"] and "再发布" in told["figures"][0]["reason"]
    )
    table = next(one for one in told["chapters"][0]["items"] if one["kind"] == "table")
    assert [text for text, code in table["rows"][0] if code == held["code"]] == ["—"]
    chart = next(one for one in told["chapters"][0]["items"] if one["kind"] == "chart")
    assert not chart["spec"] and "1,357" not in str(annex_of(report, told)) and annex_xlsx(report, told)[:2] == b"PK"


def test_outlines_are_dated_and_checked(actor):
    assert load_outlines(actor=SYSTEM, specs=[OUTLINE]) == 0
    newer = {**OUTLINE, "valid_from": "2018-01-01", "name": "新大纲"}
    assert load_outlines(actor=SYSTEM, specs=[newer]) == 1
    assert load_outlines(actor=SYSTEM, specs=[OUTLINE, newer]) == 0, "what a later one ended stays ended"
    assert (
        outline_on("yearly", datetime(2017, 5, 1).date()).name == "发展状况报告"
        and outline_on("yearly", DAY.date()).name == "新大纲"
    )
    assert ReportOutline.objects.get(name="发展状况报告").valid_to is not None
    for change in ({"title": "{nobody}"}, {"span": "decade"}):
        with pytest.raises(OutlineFaulty, match="报告大纲“yearly”"):
            load_outlines(actor=SYSTEM, specs=[{**OUTLINE, **change}])
    with pytest.raises(PermitRefused):
        load_outlines(actor=actor, specs=[OUTLINE])
