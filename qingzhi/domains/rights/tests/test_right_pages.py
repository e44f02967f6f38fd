"""Pages of the registers: who opens them, what they find, show, export and do; what the public does not see; their queries."""

import io
from datetime import date

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_post, a_region, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.engine.imports.models import Batch

from ..actions.fees import record_payment
from ..actions.holders import change_holders
from ..actions.links import add_link
from ..actions.links_recognitions import add_honour, admit_gi_user
from ..actions.status import enter_status
from ..models import Patent, Right
from ..terms import RightKind
from ..testing import PERMITS, clerk, make_right, make_schedule, patent_number
from ..views.desk.listings import LISTINGS

pytestmark = pytest.mark.django_db
D = date


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(D(2018, 7, 1)):
        a_region()
        make_schedule()
        yield


@pytest.fixture
def registry(client):
    user = an_account("registry")
    a_post(user, a_role("registry", *PERMITS, scope=Scope.ALL))
    return signed_in(client, user)


@pytest.fixture
def reader(client):
    user = an_account("reader")
    a_post(user, a_role("reader", "rights.view", scope=Scope.ALL))
    return signed_in(client, user)


def titles(page):
    return [row.title for row in page.context["listing"].page_rows]


def listed(client, kind="patent", **asked):
    return client.get(reverse("rights:rights", args=[kind]), asked)


def desk_addresses(right):
    names = (
        "right",
        "correct",
        "enter_status",
        "change_holders",
        "record_payment",
        "add_link",
        "add_honour",
        "admit_gi_user",
    )
    own = [reverse(f"rights:{name}", args=[right.pk]) for name in names]
    kinds = [reverse(f"rights:{name}", args=[kind]) for name in ("rights", "register") for kind in RightKind]
    return [reverse("rights:overview"), reverse("rights:due"), *own, *kinds]


def test_every_page_opens_for_the_registry(registry):
    right = make_right("trademark", details={"type": "collective", "is_gi": True})
    for address in [*desk_addresses(right), reverse("rights:holder", args=[right.holdings.get().party_id])]:
        assert registry.get(address).status_code == 200, address


def test_a_reader_writes_nothing_and_a_stranger_reads_nothing(client, reader):
    right = make_right()
    page = reader.get(reverse("rights:right", args=[right.pk]))
    assert page.status_code == 200 and not page.context["verbs"]
    assert reader.get(reverse("rights:correct", args=[right.pk])).status_code == 403
    assert reader.post(reverse("rights:enter_status", args=[right.pk]), {}).status_code == 403
    client.logout()
    assert all(client.get(address).status_code == 302 for address in desk_addresses(right))


@pytest.mark.parametrize(
    "form",
    [
        "201710601862.3",
        "ZL201710601862.3",
        "2017106018623",
        "ＺＬ２０１７１０６０１８６２．３",
        "zl 201710601862.3",
        "CN106844774A",
    ],
)
def test_a_patent_is_found_by_six_spellings_of_its_number(registry, form):
    make_right(
        number="201710601862.3", applied_on=D(2017, 7, 21), registered_on=D(2018, 5, 11), title="甲装置",
        details={"type": "invention", "publication_number": "CN106844774A"},
    )  # fmt: skip
    make_right(title="乙装置")
    assert titles(listed(registry, q=form)) == ["甲装置"]


def test_filters_narrow_and_are_told_as_chips(registry):
    one = make_right(title="甲装置", classes=[("ipc", "A23L7/10")])
    make_right(
        title="乙装置", number=patent_number(2013, 2), applied_on=D(2013, 1, 1), registered_on=D(2015, 1, 1), details={"type": "utility"},
        holders=["西宁乙公司"], classes=[("ipc", "H01M10/54")],
    )  # fmt: skip
    Right.objects.filter(pk=one.pk).update(region_code="630104")
    enter_status(actor=clerk(), right=one, status="lapsed", on=D(2016, 9, 15), basis="公告")
    for asked, found in [
        ({"q": "乙公司"}, ["乙装置"]), ({"q": "示例青稞"}, ["甲装置"]), ({"q": "2013"}, ["乙装置"]), ({"q": "没有这家"}, []),
        ({"status": "lapsed"}, ["甲装置"]), ({"type": "utility"}, ["乙装置"]), ({"year": "2015"}, ["乙装置"]), ({"ipc": "a23"}, ["甲装置"]),
        ({"ipc": "H01M10/54"}, ["乙装置"]), ({"on": "2016-09-14"}, ["甲装置", "乙装置"]), ({"on": "2016-09-15"}, ["乙装置"]),
        ({"on": "2014-12-31"}, ["甲装置"]), ({"registered_from": "2015-01-01"}, ["乙装置"]), ({"region": "outside"}, ["乙装置"]),
        ({"fee": "soon"}, []), ({"status": "magic", "year": "甲", "on": "昨天", "fee": "x"}, ["乙装置", "甲装置"]),
    ]:  # fmt: skip
        page = listed(registry, **asked)
        assert titles(page) == found, asked
    assert [label for label, _ in listed(registry, status="lapsed", on="2016-09-15").context["listing"].chips] == [
        "法律状态：未缴年费终止", "在这一天有效：2016-09-15",
    ]  # fmt: skip


def test_marks_are_found_by_class_recognition_and_as_indications(registry):
    mark = make_right("trademark", title="甲牌", classes=[("nice", "30"), ("nice", "5")])
    make_right("trademark", title="乙牌", classes=[("nice", "3")], details={"type": "collective", "is_gi": True})
    add_honour(actor=clerk(), right=mark, kind="well_known", valid_from=D(2015, 1, 1), basis="文号")
    for asked, found in [({"class": "3"}, ["乙牌"]), ({"class": "30"}, ["甲牌"]), ({"honour": "well_known"}, ["甲牌"]), ({"honour": "famous"}, []),
                         ({"gi": "1"}, ["乙牌"])]:  # fmt: skip
        assert titles(listed(registry, "trademark", **asked)) == found, asked
    assert "30、5" in listed(registry, "trademark", q=mark.number).content.decode()


def test_the_excel_file_has_what_is_seen(registry):
    make_right(title="甲装置")
    make_right(title="乙装置", holders=["西宁乙公司"])
    answer = listed(registry, q="西宁乙公司", export="xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 1 and rows[0][head.index("名称")] == "乙装置" and rows[0][head.index("权利人")] == "西宁乙公司"
    assert dict(book.get_sheet_by_name("说明").to_python())["筛选条件"] == "“西宁乙公司”"


def test_any_day_of_the_past_is_answered(registry):
    right = make_right()
    change_holders(actor=clerk(), right=right, holders=["西宁乙公司"], on=D(2016, 1, 1), basis="转让公告")
    enter_status(actor=clerk(), right=right, status="lapsed", on=D(2017, 9, 15), basis="公告")
    address = reverse("rights:right", args=[right.pk])
    for on, status, holders in [
        ("2014-05-06", None, []), ("2014-05-07", "有效", ["青海示例青稞有限公司"]), ("2015-12-31", "有效", ["青海示例青稞有限公司"]),
        ("2016-01-01", "有效", ["西宁乙公司"]), ("2017-09-15", "未缴年费终止", ["西宁乙公司"]), ("2099-01-01", "未缴年费终止", ["西宁乙公司"]),
        ("明天", "未缴年费终止", ["西宁乙公司"]),
    ]:  # fmt: skip
        asked = registry.get(address, {"on": on}).context["asked"]
        assert (asked["status"] and asked["status"].label, [one.text for one in asked["holders"]]) == (
            status,
            holders,
        ), on


def test_each_fact_tells_its_source(registry):
    batch = Batch.objects.create(
        kind="patents", file_name="专利.csv", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=D(2018, 6, 30), licence="仅限内部使用",
        republish=["number", "title"], requested_at="2018-06-30T00:00:00+08:00", requested_by="德吉",
    )  # fmt: skip
    right = Right.objects.create(
        kind="patent", number="2017106018623", number_shown="201710601862.3", title="甲装置", applied_on=D(2017, 7, 21), status="in_force",
        created_batch_id=batch.pk, batch_id=batch.pk,
    )  # fmt: skip
    Patent.objects.create(right=right, type="invention")
    address = reverse("rights:correct", args=[right.pk])
    form = registry.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data = {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
    assert registry.post(address, {**data, "title": "乙装置", "reason": "证书"}).status_code == 302
    page = registry.get(reverse("rights:right", args=[right.pk]))
    facts = {one.name: one for one in page.context["facts"]}
    assert facts["title"].value == "乙装置" and facts["title"].source.label.startswith("人工更正")
    assert facts["applied_on"].source.label == "专利.csv" and not facts["applied_on"].may_republish
    assert facts["number_shown"].may_republish
    assert "仅限内部使用" in page.content.decode()


def test_what_somebody_else_changed_meanwhile_is_shown_beside(registry):
    right = make_right(title="甲装置")
    address = reverse("rights:correct", args=[right.pk])
    form = registry.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data = {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
    Right.objects.filter(pk=right.pk).update(title="丙装置")
    page = registry.post(address, {**data, "title": "乙装置", "reason": "证书"})
    assert page.status_code == 200 and "已被他人修改" in page.content.decode() and "丙装置" in page.content.decode()
    again = {**data, "title": "乙装置", "reason": "证书", "version": page.context["form"]["version"].value()}
    assert registry.post(address, again).status_code == 302
    right.refresh_from_db()
    assert right.title == "乙装置"


def test_a_right_is_entered_through_its_form_and_faults_stay_with_their_fields(registry):
    address = reverse("rights:register", args=["patent"])
    data = {"number": "ZL201710601862.3", "title": "甲装置", "holders": "青海甲有限公司\n乙大学\n", "type": "invention", "status": "in_force",
            "applied_on": "2017-07-21", "registered_on": "2018-05-11", "is_public": "on", "classes": "C01D15/08；C02F1/44"}  # fmt: skip
    wrong = registry.post(address, {**data, "classes": "青稞", "type": "utility"})
    assert wrong.status_code == 200 and "classes" in wrong.context["form"].errors
    wrong = registry.post(address, {**data, "type": "utility"})
    assert "这个申请号是发明的号码" in str(wrong.context["form"].errors["type"])
    answer = registry.post(address, data)
    right = Right.objects.get()
    assert answer.url == reverse("rights:right", args=[right.pk]) and right.holder_text == "青海甲有限公司；乙大学"
    assert list(right.classes.values_list("scheme", "symbol")) == [("ipc", "C01D15/08"), ("ipc", "C02F1/44")]
    taken = registry.post(address, data)
    assert "已登记" in str(taken.context["form"].errors["number"])


def test_chosen_rights_get_a_status_together(registry):
    rights = [make_right(), make_right()]
    ids = [one.pk for one in rights]
    address = reverse("rights:bulk_status")
    page = registry.get(address, {"id": ids, "do": "status"})
    assert len(page.context["rows"]) == 2
    registry.post(address, {"id": ids, "status": "lapsed", "on": "2018-01-01", "basis": "公告"})
    assert set(Right.objects.values_list("status", flat=True)) == {"lapsed"}
    assert registry.get(address, {"id": ["x", "9" * 30]}).status_code == 302


def test_a_holder_s_page_gathers_every_kind(registry):
    right = make_right(expires_on=D(2032, 3, 14), applied_on=D(2012, 8, 1), number=patent_number(2012))
    make_right("trademark", expires_on=D(2018, 9, 1))
    make_right("software", status="in_force")
    page = registry.get(reverse("rights:holder", args=[right.holdings.get().party_id]))
    found = page.context["found"]
    assert [(kind.value, in_force) for kind, in_force, _, _ in found.by_kind] == [
        ("patent", 1),
        ("trademark", 1),
        ("software", 1),
    ]
    assert [one.kind for one in found.risks] == [
        "patent",
        "trademark",
    ] and "最多的是 2014 年（3 件）" in page.content.decode()
    assert registry.get(reverse("rights:holder", args=[10**9])).status_code == 404


def test_what_falls_due_is_listed_by_kind_and_matter(registry):
    make_right(title="甲装置", applied_on=D(2012, 8, 1), number=patent_number(2012))
    make_right("trademark", title="乙牌", expires_on=D(2018, 5, 1))
    address = reverse("rights:due")
    assert titles(registry.get(address)) == ["甲装置"]
    assert titles(registry.get(address, {"of": "trademark", "fee": "grace"})) == ["乙牌"]
    assert titles(registry.get(address, {"of": "magic", "fee": "magic"})) == ["甲装置"]


def make_full(kind):
    """A right with everything that can hang on it."""
    right = make_right(kind, details={"is_gi": True, "type": "collective"} if kind == "trademark" else {})
    record_payment_of(right)
    enter_status(actor=clerk(), right=right, status="pending", on=D(2012, 3, 15), basis="受理")
    add_link(actor=clerk(), right=right, kind="priority", number="US1", country="US")
    if kind == "trademark":
        add_honour(actor=clerk(), right=right, kind="famous", valid_from=D(2015, 1, 1), basis="文号")
        for number in range(5):
            admit_gi_user(actor=clerk(), right=right, name=f"第{number}合作社", valid_from=D(2016, 1, 1))
    return right


def record_payment_of(right):
    if right.kind == "patent":
        record_payment(actor=clerk(), right=right, fee="annual", year=4, amount=900, paid_on=D(2015, 3, 1))


@pytest.mark.parametrize("kind", ["patent", "trademark"])
def test_a_record_and_its_list_take_under_fifteen_queries(registry, kind, django_assert_max_num_queries):
    right = make_full(kind)
    for _ in range(25):
        make_right(kind)
    registry.get(reverse("rights:right", args=[right.pk]))
    for address in (
        reverse("rights:right", args=[right.pk]), reverse("rights:rights", args=[kind]), f"{reverse('rights:rights', args=[kind])}?q=青稞&status=in_force",
        f"{reverse('rights:rights', args=[kind])}?q={right.number}", reverse("rights:due"),
        reverse("rights:holder", args=[right.holdings.get().party_id]),
    ):  # fmt: skip
        with django_assert_max_num_queries(14):
            assert registry.get(address).status_code == 200


def test_the_public_sees_what_the_sources_free_and_no_more(client):
    free, hidden, pending = (
        make_right(title="甲装置"),
        make_right(title="乙装置"),
        make_right(title="丙装置", is_public=False),
    )
    batch = Batch.objects.create(
        kind="patents", file_name="专利.csv", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=D(2018, 6, 30), licence="仅限检索",
        republish=["number", "title"], requested_at="2018-06-30T00:00:00+08:00", requested_by="德吉",
    )  # fmt: skip
    Right.objects.filter(pk=free.pk).update(created_batch_id=batch.pk, batch_id=batch.pk)
    Right.objects.filter(pk=hidden.pk).update(created_batch_id=10**6, batch_id=10**6)
    page = client.get(reverse("rights:public_rights", args=["patent"]))
    text = page.content.decode()
    assert titles(page) == ["甲装置"] and "青海示例青稞有限公司" not in text and "2014-05-07" not in text
    page = client.get(reverse("rights:public_right", args=[free.pk]))
    text = page.content.decode()
    assert (
        "甲装置" in text
        and "青海示例青稞有限公司" not in text
        and "有效" not in text.split("</h1>")[1].split("本页内容来自")[0]
    )
    for one in (hidden, pending):
        assert client.get(reverse("rights:public_right", args=[one.pk])).status_code == 404
    entered = make_right(title="丁装置")
    assert "青海示例青稞有限公司" in client.get(reverse("rights:public_right", args=[entered.pk])).content.decode()
    assert client.get(reverse("rights:public")).status_code == 200
    assert client.get(reverse("rights:public_rights", args=["magic"])).status_code == 404


def test_every_kind_has_a_list():
    assert set(LISTINGS) == {str(kind) for kind in RightKind}
