"""「双公示」: due, late, out, withdrawn; the platform's fields with masked numbers; personal data never go out."""

import csv
import io
from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.enforcement.actions import revoke_decision
from qingzhi.domains.parties.actions.personal import set_identity_number
from qingzhi.engine.publication.refusals import PersonalDataShown

from ..actions import enter_penalty, expire_all, export_penalties, publish_penalties, publish_penalty, word_penalty
from ..models import PenaltyNotice
from ..queries.platform import FIELDS
from ..refusals import NotReportable
from ..testing import chief, clerk, make_effective_penalty, make_firm, make_penalty
from ..views.desk.listings import penalties_by, penalty_light

pytestmark = pytest.mark.usefixtures("_sample_table", "june")


def test_from_the_day_of_decision_to_the_end_of_its_term():
    firm = make_firm()
    made = make_penalty(firm)
    notice = enter_penalty(decision_id=made.pk)
    assert notice.due_on == date(2018, 6, 13) and penalty_light(notice).label == "尚未生效"
    with pytest.raises(NotReportable, match="尚未生效"):
        publish_penalty(actor=clerk(), notice=notice)
    with clock.fixed(date(2018, 6, 14)):
        assert penalties_by(PenaltyNotice.objects.all(), "late").get() == notice  # served late is no excuse
        assert penalty_light(notice).code == "late"


def test_published_once_and_in_time():
    notice = PenaltyNotice.objects.get(decision=make_effective_penalty(make_firm()))
    out = publish_penalty(actor=clerk(), notice=notice)
    assert publish_penalty(actor=clerk(), notice=notice).publication_id == out.publication_id
    assert not out.is_late(clock.today()) and out.public_until == date(2019, 6, 3)
    row = out.publication.items.get().values
    assert (row["fine"], row["kinds"], row["until"]) == ("2", "罚款", "2019-06-03")
    with clock.fixed(date(2019, 6, 4)):
        assert expire_all() == 1
        out.refresh_from_db()
        assert out.withdrawn_on == date(2019, 6, 4) and out.publication.text_hidden
    assert AuditEntry.objects.filter(action="credit.publish_penalty").count() == 1


def test_personal_data_do_not_go_out():
    told = (
        "法定代表人李秀英，身份证号码110101199003074477，电话13800138000，住西宁市城东区示例路1号2单元301室，现场确认。"
    )
    decision = make_effective_penalty(make_firm(), facts=told)
    notice = PenaltyNotice.objects.get(decision=decision)
    for personal in ("李秀英", "110101199003074477", "13800138000", "示例路1号"):
        assert personal in decision.facts and personal not in notice.facts
    assert "李某" in notice.facts
    word_penalty(actor=clerk(), notice=notice, facts="联系电话13800138000。", content=notice.content)
    with pytest.raises(PersonalDataShown, match="手机号码"):
        publish_penalty(actor=clerk(), notice=notice)
    word_penalty(actor=clerk(), notice=notice, facts="现场查获侵权商品。", content=notice.content)
    assert publish_penalties(actor=clerk(), notices=[notice]) == (1, [])
    with pytest.raises(NotReportable, match="不能再改"):
        word_penalty(actor=clerk(), notice=notice, facts="另一文本", content=notice.content)


def test_a_natural_person_is_kept_back_and_masked_in_the_file():
    person = make_firm("马示例", kind="individual")
    set_identity_number(actor=SYSTEM, party=person, number="110101199003074477")
    notice = PenaltyNotice.objects.get(decision=make_effective_penalty(person, is_person=True))
    assert not notice.is_public and penalty_light(notice).label == "不公示"
    with pytest.raises(NotReportable, match="不公示"):
        publish_penalty(actor=clerk(), notice=notice)
    line = dict(zip(FIELDS, export_penalties(actor=clerk(), notices=[notice], form="测试")[0], strict=True))
    assert line["行政相对人名称"] == "马**" and line["自然人证件号码"] == "11***************7"
    assert "马示例" not in str(line) and line["行政相对人类别"] == "自然人"


def test_the_fields_of_the_platform():
    firm = make_firm(credit_code="91630100MA00000020")
    notice = PenaltyNotice.objects.get(decision=make_effective_penalty(firm, confiscated=1500))
    line = dict(zip(FIELDS, export_penalties(actor=clerk(), notices=[notice], form="测试")[0], strict=True))
    assert line["统一社会信用代码"] == "91630100MA00000020" and line["罚款金额（万元）"] == "2"
    assert line["没收违法所得、没收非法财物的金额（万元）"] == "0.15" and line["处罚机关"] == "省知识产权局"
    assert (
        line["处罚决定日期"] == "2018-06-04"
        and line["公示截止期"] == "2019-06-03"
        and line["数据来源单位"] == "省知识产权局"
    )
    entry = AuditEntry.objects.get(action="credit.export_penalties")
    assert notice.decision.number in entry.changes["numbers"][1]


def test_a_revoked_penalty_leaves_the_list_at_once():
    decision = make_effective_penalty(make_firm())
    notice = publish_penalty(actor=clerk(), notice=PenaltyNotice.objects.get(decision=decision))
    from qingzhi.base.events.bus import deliver_events

    revoke_decision(actor=SYSTEM, decision=decision, reason="复议撤销")
    deliver_events()
    notice.refresh_from_db()
    notice.publication.refresh_from_db()
    assert notice.withdrawn_on == clock.today() and decision.number in notice.publication.withdrawn_reason


def test_only_who_may_publishes():
    notice = PenaltyNotice.objects.get(decision=make_effective_penalty(make_firm()))
    with pytest.raises(PermitRefused):
        publish_penalty(actor=chief(), notice=notice)
    with pytest.raises(PermitRefused):
        export_penalties(actor=chief(), notices=[notice], form="测试")


def test_what_a_spreadsheet_would_run_is_told_as_text(client, june_desk):
    make_effective_penalty(make_firm("=1+1有限公司"))
    answer = june_desk.post("/credit/penalties/export/", {"form": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == list(FIELDS) and rows[1][0] == "'=1+1有限公司"
    assert june_desk.post("/credit/penalties/export/", {"form": "xlsx"}).status_code == 200
    assert june_desk.post("/credit/penalties/export/", {"form": "exe"}).status_code == 404
