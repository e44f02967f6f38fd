"""Lists of experts from spreadsheets: GBK text and workbooks, told again, wrong by row, namesakes, taken back."""

import io
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from qingzhi.base import clock
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused, Scope
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.talent import actions
from qingzhi.domains.talent.models import Expert
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, roll_back_batch, run_batch
from qingzhi.engine.imports.kinds import kind_of
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.queries.preview import preview
from qingzhi.engine.imports.refusals import ChangedSince

pytestmark = pytest.mark.django_db
HEAD = ("姓名", "工作单位", "职称", "研究方向", "IPC", "所在地区", "聘期自", "聘期至", "同名另一人")
ROWS = [
    ("王致远", "青海示例大学", "教授", "农产品加工、盐湖化工", "A23C", "青海省", "2018.1.1", "2021年1月1日", ""),
    ("卓玛措", "兰州示例研究所", "研究员", "藏医药", "", "甘肃省", "2018-01-01", "", ""),
]


@pytest.fixture(autouse=True)
def _day():
    from qingzhi.base.identity.testing import a_region

    a_region()
    with clock.fixed(date(2018, 7, 1)):
        yield


def gbk(rows) -> bytes:
    return "\r\n".join(",".join(row) for row in (HEAD, *rows)).encode("gb18030")


def workbook(rows, path: Path) -> bytes:
    with Workbook(path) as book:
        sheet = book.add_worksheet("专家名单")
        sheet.write(0, 0, "专家推荐汇总表（示例）")
        for line, row in enumerate((HEAD, *rows), 1):
            sheet.write_row(line, 0, row)
    return path.read_bytes()


def prepared(content: bytes, name: str = "专家.csv", actor: Actor = SYSTEM) -> Batch:
    return prepare_batch(
        actor=actor, kind=kind_of("experts"), source=io.BytesIO(content), file_name=name, data_as_of=date(2018, 6, 30)
    )


def taken(content: bytes, name: str = "专家.csv") -> Batch:
    return run_batch(confirm_batch(actor=SYSTEM, batch=prepared(content, name)))


def test_gbk_text_and_a_workbook_say_the_same_and_twice_is_once(tmp_path):
    university = make_party("青海示例大学")
    done = taken(gbk(ROWS))
    assert (done.created_count, done.rejected_count) == (2, 0)
    one, two = Expert.objects.order_by("number")
    assert (one.name, one.title, one.valid_to, one.outside) == ("王致远", "教授", date(2021, 1, 1), False)
    assert (one.employments.get().party, one.region.name) == (university, "青海省")
    assert {(field.scheme, field.symbol) for field in one.fields.all()} == {
        ("discipline", "农产品加工"), ("discipline", "盐湖化工"), ("ipc", "A23C"),
    }  # fmt: skip
    assert (two.outside, two.place, two.batch_id) == (True, "甘肃省", done.pk)
    again = taken(workbook(ROWS, tmp_path / "experts.xlsx"), "专家.xlsx")
    assert (again.created_count, again.updated_count, again.unchanged_count) == (0, 0, 2)
    assert Expert.objects.count() == Subject.objects.filter(kind="person").count() == 2


def test_wrong_rows_are_told_by_row_and_the_right_ones_taken():
    rows = [
        ROWS[0],
        ("", "某所", "", "", "", "", "", "", ""),
        ("张三", "", "", "", "", "", "", "", ""),
        ("李四", "某所", "", "", "9A", "", "2018-02-30", "", ""),
        ("赵六", "某所", "", "", "", "", "2018-02-01", "2018-01-01", "也许"),
    ]
    done = taken(gbk(rows))
    assert (done.created_count, done.rejected_count) == (1, 4)
    told = {(one.line, one.column_name) for one in done.rejections.all()}
    assert told == {(3, "姓名"), (4, "工作单位"), (5, "IPC"), (5, "聘期自"), (6, "同名另一人")}


def test_a_namesake_is_asked_about_and_the_same_person_brought_up_to_date():
    known = make_expert(
        "王致远", employer="青海示例大学", valid_to=date(2019, 1, 1), fields=[("discipline", "盐湖化工")]
    )
    stranger = ("王致远", "北京示例大学", "", "", "", "", "", "", "")
    batch = prepared(gbk([ROWS[0], stranger]))
    seen = preview(kind_of("experts"), batch)
    assert Expert.objects.get().title == "" and seen is not None
    done = run_batch(confirm_batch(actor=SYSTEM, batch=batch))
    assert (done.updated_count, done.rejected_count) == (1, 1)
    assert known.number in done.rejections.get().reason
    known.refresh_from_db()
    assert (known.title, known.valid_to, known.fields.count()) == ("教授", date(2021, 1, 1), 3)
    assert taken(gbk([(*stranger[:-1], "是")])).created_count == 1
    roll_back_batch(actor=SYSTEM, batch=done, reason="名单有误")
    known.refresh_from_db()
    assert (known.title, known.valid_to) == ("", date(2019, 1, 1))
    assert [one.symbol for one in known.fields.all()] == ["盐湖化工"]


def test_what_a_batch_entered_goes_with_it_unless_it_has_a_history():
    done = taken(gbk(ROWS))
    expert = Expert.objects.get(name="卓玛措")
    actions.declare_relation(actor=SYSTEM, expert=expert, kind="kin", name="李明", source="来信")
    with pytest.raises(ChangedSince, match="卓玛措"):
        roll_back_batch(actor=SYSTEM, batch=done, reason="重复")
    expert.relations.all().delete()
    roll_back_batch(actor=SYSTEM, batch=done, reason="重复")
    assert not Expert.objects.exists() and not Subject.objects.filter(kind="person").exists()


def test_the_retired_stay_retired_and_nobody_imports_without_the_permit():
    gone = make_expert("王致远", employer="青海示例大学")
    actions.retire_expert(actor=SYSTEM, expert=gone, reason="本人申请")
    done = taken(gbk(ROWS[:1]))
    assert done.rejected_count == 1 and "退出" in done.rejections.get().reason
    clerk = Actor(kind="person", name="祁永寿", user_id=1, grants={"talent.register": Scope.ALL})
    with pytest.raises(PermitRefused):
        prepared(gbk(ROWS), actor=clerk)
