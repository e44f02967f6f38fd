"""Pages of decision tables: reading, writing a draft, sheets, trials, publishing; who may, and what they cost."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.engine.decisions.actions import draft_version, record_case, save_draft
from qingzhi.engine.decisions.models import TableVersion
from qingzhi.engine.decisions.queries import decide, raw_rows
from qingzhi.engine.decisions.sheets import write_sheet
from qingzhi.engine.decisions.testing import ROWS, SUBSIDY, make_table

from .people import EDITS, PUBLISHES, actor

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
FACTS = {
    "right_type": "invention", "granted_on": date(2018, 3, 1), "fee": 950, "abroad": False, "industry": "6301", "place": None,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _day(settings, tmp_path):
    settings.QINGZHI_DATA = tmp_path
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def current():
    return make_table(rows=[{**ROWS[0], "source": "某号文件第三条"}, ROWS[1]])


def browser(name: str, *permits: str) -> Client:
    user = an_account(name, name=f"{name}（示例）")
    a_post(user, a_role(f"role-{name}", *permits))
    return signed_in(Client(), user)


@pytest.fixture
def clerk():
    return browser("clerk", *EDITS)


@pytest.fixture
def chief():
    return browser("chief", *PUBLISHES)


def decided(count: int = 1) -> None:
    with transaction.atomic():
        for number in range(count):
            verdict = decide("tests.subsidy", FACTS, TODAY)
            record_case("tests.subsidy", "tests.case", number, FACTS, verdict, label=f"案件 {number}", url="/inbox/")


def grid(version: TableVersion, **changes: str) -> dict[str, str]:
    """What the grid of a draft would send, with these changes."""
    rows = raw_rows(version)
    sent = {
        "rows": str(len(rows)),
        "revision": str(version.revision),
        "source": version.source,
        "note": "",
        "do": "save",
    }
    for number, row in enumerate(rows, 1):
        sent |= {f"r{number}.c.{name}": text for name, text in row.cells.items()}
        sent |= {f"r{number}.source": row.source, f"r{number}.place": str(number)}
    return {**sent, **{name.replace("__", "."): value for name, value in changes.items()}}


def begin(client: Client, current: TableVersion) -> TableVersion:
    answer = client.post(f"/decisions/tables/{current.table}/draft/", {"version": current.pk})
    draft = TableVersion.objects.get(state="draft")
    assert answer.url == f"/decisions/versions/{draft.pk}/edit/"
    return draft


def test_the_list_and_a_table_are_read_in_words_and_cost_little(current, django_assert_max_num_queries):
    reader = browser("reader", "decisions.view")
    with django_assert_max_num_queries(15):
        assert "示例资助标准" in reader.get("/decisions/?q=资助").content.decode()
    with django_assert_max_num_queries(15):
        page = reader.get(f"/decisions/tables/{current.table}/").content.decode()
    for part in ("发明专利", "不早于 2017-01-01", "5,000.00 元", "某号文件第三条", "默认"):
        assert part in page
    assert "起草新版本" not in page
    with django_assert_max_num_queries(15):
        page = reader.get(f"/decisions/versions/{current.pk}/").content.decode()
    assert "没有规则行的情形" in page
    assert reader.get("/decisions/tables/tests.nothing/").status_code == 404


def test_who_may_what(current):
    reader, stranger = browser("reader", "decisions.view"), browser("stranger")
    own = actor("own", *EDITS)
    draft = draft_version(actor=own, table=current.table, based_on=current)
    for path in ("edit/", "upload/", "discard/", "publish/"):
        assert reader.get(f"/decisions/versions/{draft.pk}/{path}").status_code == 403
    assert reader.get(f"/decisions/versions/{draft.pk}/").status_code == 404
    assert reader.get(f"/decisions/versions/{draft.pk}/sheet/").status_code == 404
    assert reader.post(f"/decisions/tables/{current.table}/draft/").status_code == 403
    assert stranger.get("/decisions/").status_code == 403
    assert Client().get("/decisions/").status_code == 302


def test_a_draft_is_written_in_the_grid(clerk, current):
    draft = begin(clerk, current)
    edit = f"/decisions/versions/{draft.pk}/edit/"
    wrong = grid(draft, r1__c__amount="8000", r2__c__granted_on="昨天")
    assert clerk.post(edit, wrong).url == edit
    page = clerk.get(edit).content.decode()
    assert 'href="#r2-granted_on"' in page
    assert "第 2 行“授权日期”：“昨天”不是日期" in page
    draft.refresh_from_db()
    done = clerk.post(
        edit, grid(draft, r2__c__granted_on="2017-01-01..2021-05-31", r1__source="新文件", note="提高标准")
    )
    assert done.url == f"/decisions/versions/{draft.pk}/"
    draft.refresh_from_db()
    assert (draft.revision, draft.note, raw_rows(draft)[0].source) == (3, "提高标准", "新文件")
    assert "5,000.00 元" in clerk.get(f"/decisions/versions/{draft.pk}/compare/").content.decode()


def test_rows_are_added_copied_moved_and_removed(clerk, current):
    draft = begin(clerk, current)
    edit = f"/decisions/versions/{draft.pk}/edit/"

    def send(**changes: str) -> list[str]:
        draft.refresh_from_db()
        clerk.post(edit, grid(draft, **changes))
        return [row.cells["amount"] for row in raw_rows(draft)]

    assert send(do="add") == ["5000", "500", ""]
    assert send(do="copy-1") == ["5000", "5000", "500", ""]
    assert send(r1__drop="1", r4__drop="1", r3__place="1", r2__place="2") == ["500", "5000"]
    assert send(rows="abc") == []


def test_two_people_at_once_one_is_told_and_keeps_what_was_typed(clerk, current):
    draft = begin(clerk, current)
    late = grid(draft, r1__c__amount="7777")
    other = actor("other", *EDITS)
    save_draft(actor=other, version=draft, rows=raw_rows(draft)[:1], revision=1)
    refused = clerk.post(f"/decisions/versions/{draft.pk}/edit/", late)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "other（示例）已于" in page
    assert 'value="7777"' in page
    draft.refresh_from_db()
    assert f'name="revision" value="{draft.revision}"' in page


def sheet(version: TableVersion, rows=None) -> SimpleUploadedFile:
    file = BytesIO()
    write_sheet(SUBSIDY, version, rows if rows is not None else raw_rows(version), file)
    return SimpleUploadedFile("资助标准.xlsx", file.getvalue())


def test_a_table_goes_out_as_a_sheet_and_comes_back(clerk, current):
    draft = begin(clerk, current)
    answer = clerk.get(f"/decisions/versions/{draft.pk}/sheet/")
    out = b"".join(answer.streaming_content)
    back = SimpleUploadedFile("改.xlsx", out)
    upload = f"/decisions/versions/{draft.pk}/upload/"
    assert clerk.post(upload, {"sheet": back, "version": 1}).url == f"/decisions/versions/{draft.pk}/edit/"
    draft.refresh_from_db()
    assert draft.revision == 1  # nothing differs
    rows = [*raw_rows(draft)[:1]]
    assert clerk.post(upload, {"sheet": sheet(draft, rows), "version": 1}).status_code == 302
    assert raw_rows(draft) == rows


def test_a_sheet_of_another_table_and_no_sheet_are_refused(clerk, current):
    from xlsxwriter import Workbook

    draft = begin(clerk, current)
    upload = f"/decisions/versions/{draft.pk}/upload/"
    file = BytesIO()
    with Workbook(file) as book:
        book.add_worksheet().write_row(0, 0, ["权利类型", "颜色"])
    refused = clerk.post(upload, {"sheet": SimpleUploadedFile("别.xlsx", file.getvalue()), "version": 1})
    assert refused.status_code == 409
    assert "“颜色”不是这张决策表的列" in refused.content.decode()
    fake = SimpleUploadedFile("假.xlsx", b"not a sheet")
    assert clerk.post(upload, {"sheet": fake, "version": 1}).status_code == 409
    assert "请上传表格" in clerk.post(upload, {"version": 1}).content.decode()
    assert len(raw_rows(draft)) == 2


def test_from_draft_to_force(clerk, chief, current, django_assert_max_num_queries):
    decided(3)
    draft = begin(clerk, current)
    clerk.post(f"/decisions/versions/{draft.pk}/edit/", grid(draft, r1__c__amount="8000"))
    trial = clerk.post(f"/decisions/versions/{draft.pk}/try/").url
    with django_assert_max_num_queries(15):
        page = clerk.get(trial).content.decode()
    assert "资助额 8,000.00 元" in page
    assert "案件 2" in page
    publish = f"/decisions/versions/{draft.pk}/publish/"
    assert clerk.get(publish).status_code == 403
    assert "3 件不同" in chief.get(publish).content.decode()
    asked = {"valid_from": "2018-09-01", "valid_to": "", "source": "新文件第二条", "reason": ""}
    refused = chief.post(publish, {**asked, "valid_from": "2018-01-01"})
    assert refused.status_code == 409
    assert "早于今天" in refused.content.decode()
    for _ in range(2):
        assert chief.post(publish, asked).url == f"/decisions/versions/{draft.pk}/"
    draft.refresh_from_db()
    assert (draft.state, draft.valid_from) == ("published", date(2018, 9, 1))
    assert clerk.get(f"/decisions/versions/{draft.pk}/edit/").status_code == 404
    end = f"/decisions/versions/{draft.pk}/end/"
    assert chief.post(end, {"valid_to": "2018-08-01", "reason": "废止"}).status_code == 409
    assert chief.post(end, {"valid_to": "2019-01-01", "reason": "废止"}).status_code == 302


def test_a_draft_with_faults_is_not_tried_and_one_is_given_up(clerk, current):
    draft = begin(clerk, current)
    clerk.post(f"/decisions/versions/{draft.pk}/edit/", grid(draft, r1__c__fee="很多"))
    answer = clerk.post(f"/decisions/versions/{draft.pk}/try/", follow=True)
    assert "不能试算：第 1 行“官费”" in answer.content.decode()
    assert clerk.post(f"/decisions/versions/{draft.pk}/discard/", {"reason": ""}).status_code == 200
    assert clerk.post(f"/decisions/versions/{draft.pk}/discard/", {"reason": "不用了"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "discarded"


def test_a_table_is_asked_by_hand(current):
    reader = browser("reader", "decisions.view")
    address = f"/decisions/tables/{current.table}/ask/"
    assert "不留下任何记录" in reader.get(address).content.decode()
    asked = {"ask": 1, "f_right_type": "invention", "f_granted_on": "2018-03-01", "f_fee": "950", "on": "2018-07-01"}
    assert "资助额 5,000.00 元" in reader.get(address, asked).content.decode()
    page = reader.get(address, {**asked, "f_fee": "1"}).content.decode()
    assert "“官费”须不小于 900 元，实际为“1 元”" in page
    assert "其余各行为什么不符合" in page
    assert "须是数字" in reader.get(address, {**asked, "f_fee": "x"}).content.decode()
