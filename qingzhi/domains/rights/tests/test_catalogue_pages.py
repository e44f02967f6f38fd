"""Pages of deposits, checklists, brands, the catalogue and industries: they open, count, filter and stay within their queries."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import a_region, an_actor, signed_in
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.rights.actions.brands import load_brand_terms
from qingzhi.domains.rights.actions.folk import load_folk_categories
from qingzhi.domains.rights.actions.industries import classify_pending, load_concordance, load_industries
from qingzhi.domains.rights.actions.industry_codes import load_code_table
from qingzhi.domains.rights.actions.secrets_checklist import load_secrets_items, review_secrets
from qingzhi.domains.rights.models import Brand, FolkItem, Right, RightClass, SecretsItem, SecretsReview
from qingzhi.domains.rights.queries.secrets_checklist import gaps_of, items_in_force
from qingzhi.domains.rights.refusals import ValueNotValid
from qingzhi.domains.rights.terms import Situation

from .test_brands import CATEGORIES, GROUPS
from .test_brands import brand as a_brand
from .test_folk import item as a_folk_item
from .test_industries import GROUPS as LISTS
from .test_industries import INDUSTRIES, ROWS, about, rows

pytestmark = pytest.mark.django_db
ALL = (
    "rights.view", "rights.brands.manage", "rights.folk.manage", "rights.folk.read", "rights.deposit.make",
    "rights.deposit.view", "rights.industries.manage",
)  # fmt: skip
ITEMS = [
    {"code": code, "situation": "leaving", "stage": stage, "text": text, "remedy": "补办", "basis": "测试",
     "valid_from": "2018-01-01", "valid_to": until}
    for code, stage, text, until in [
        ("a", "离职前", "甲", ""), ("b", "离职时", "乙", ""), ("c", "离职时", "丙", "2018-06-01"),
    ]
]  # fmt: skip


@pytest.fixture(autouse=True)
def _filled():
    with clock.fixed(date(2018, 7, 1)):
        a_region()
        load_brand_terms(actor=SYSTEM, categories=CATEGORIES, groups=GROUPS)
        load_folk_categories(actor=SYSTEM, rows=[{"code": "medicine", "title": "传统医药", "source": "测试"}])
        load_industries(actor=SYSTEM, groups=LISTS, industries=INDUSTRIES)
        load_concordance(actor=SYSTEM, about=about(), rows=rows(*ROWS))
        load_secrets_items(actor=SYSTEM, rows=ITEMS)
        codes = {
            "symbol": "H01M",
            "parent": "",
            "level": "1",
            "title": "电池",
            "title_en": "",
            "source": "测试",
            "confirmed": "0",
        }
        table = {
            "code": "ipc",
            "scheme": "ipc",
            "title": "国际专利分类",
            "edition": "",
            "valid_from": "",
            "valid_to": "",
        }
        load_code_table(actor=SYSTEM, about={**table, "source": "测试"}, rows=[codes])
        yield


@pytest.fixture
def clerk():
    return an_actor("clerk", *ALL)


@pytest.fixture
def desk(client, clerk):
    return signed_in(client, User.objects.get(pk=clerk.user_id))


def patent(number, symbol="H01M10/052"):
    right = Right.objects.create(
        kind="patent", number=number, number_shown=number, title=f"装置{number}", status="in_force"
    )
    RightClass.objects.create(right=right, scheme="ipc", symbol=symbol)
    return right


def test_lists_stay_within_their_queries(desk, django_assert_max_num_queries):
    for number in range(25):
        a_brand(f"B{number}")
        a_folk_item("public", f"F{number}")
        patent(str(number))
    classify_pending()
    for name in (
        "brands",
        "folk",
        "industries",
        "codes",
        "deposits",
        "secrets_reviews",
        "public_brands",
        "public_folk",
    ):
        with django_assert_max_num_queries(14):
            assert desk.get(reverse(f"rights:{name}")).status_code == 200, name


def test_the_counts_of_an_industry_open_the_list_that_they_count(desk):
    for number in range(3):
        patent(str(number))
    patent("9", "A01B1/00")
    classify_pending()
    page = desk.get(reverse("rights:industries"))
    link = f"{reverse('rights:rights', args=['patent'])}?industry=lithium"
    assert f'<a href="{link}">3</a>' in page.content.decode()
    assert len(desk.get(link).context["listing"].rows) == 3
    one = desk.get(reverse("rights:industry", args=["lithium"])).content.decode()
    assert "H01M10/052" in one
    assert "电池（待确认）" in one
    assert desk.get(reverse("rights:industry", args=["nobody"])).status_code == 404


def test_the_page_says_when_rights_are_still_being_classified(desk):
    assert "尚未归类" in desk.get(reverse("rights:industries")).content.decode()
    classify_pending()
    assert "已归类" in desk.get(reverse("rights:industries")).content.decode()


def test_a_brand_is_entered_by_the_form(desk):
    category = Brand._meta.get_field("category").related_model.objects.get()
    given = {
        "code": "PP-1", "name": "示例", "category": category.pk, "region": a_region().pk, "state": "candidate",
        "since": "2018-01-01", "numbers": "1\n2", "is_public": "on",
    }  # fmt: skip
    answer = desk.post(reverse("rights:register_brand"), given)
    made = Brand.objects.get()
    assert answer.url == reverse("rights:brand", args=[made.pk])
    assert made.marks.count() == 2
    assert desk.get(answer.url).status_code == 200
    wrong = desk.post(reverse("rights:register_brand"), {**given, "code": "PP-2", "gi_number": "404"})
    assert "没有这个号码的地理标志" in wrong.content.decode()
    again = desk.post(reverse("rights:register_brand"), given)
    assert "已经使用" in again.content.decode()


def test_the_public_sees_no_brand_that_is_not_public(client):
    hidden = a_brand(is_public=False)
    assert client.get(reverse("rights:public_brand", args=[hidden.pk])).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["register_brand", "correct_brand", "move_brand", "register_folk_item", "add_folk_work", "give_folk_consent"],
)
def test_every_form_opens(desk, name):
    brand, item = a_brand(), a_folk_item("public")
    args = [] if name.startswith("register") else [brand.pk if "brand" in name else item.pk]
    assert desk.get(reverse(f"rights:{name}", args=args)).status_code == 200


def test_a_folk_item_is_entered_by_the_form(desk):
    category = FolkItem._meta.get_field("category").related_model.objects.get()
    given = {
        "code": "FK-1", "name": "示例", "category": category.pk, "level": "county", "community": "某村", "state": "lost",
        "region": a_region().pk, "summary": "简介", "access_level": "staff", "knowledge": "内容",
    }  # fmt: skip
    assert "写明理由" in desk.post(reverse("rights:register_folk_item"), given).content.decode()
    answer = desk.post(reverse("rights:register_folk_item"), {**given, "access_reason": "村规"})
    assert answer.url == reverse("rights:folk_item", args=[FolkItem.objects.get().pk])


# the trade-secret checklist


def test_the_checklist_is_what_is_in_force():
    assert [one.code for one in items_in_force(Situation.LEAVING)] == ["a", "b"]
    assert [one.code for one in items_in_force(Situation.LEAVING, date(2018, 5, 1))] == ["a", "b", "c"]
    assert load_secrets_items(actor=SYSTEM, rows=ITEMS) == 0
    load_secrets_items(actor=SYSTEM, rows=ITEMS[:1])
    assert [one.code for one in items_in_force(Situation.LEAVING)] == ["a"]
    assert SecretsItem.objects.count() == 3


def test_a_review_shows_its_gaps(desk, clerk):
    first, second = items_in_force(Situation.LEAVING)
    url = reverse("rights:new_secrets_review", args=["leaving"])
    given = {"party_name": "示例研究所", "occasion": "一人离职", f"answer_{first.pk}": "yes"}
    assert desk.post(url, given).status_code == 200  # an item without an answer
    assert not SecretsReview.objects.exists()
    answer = desk.post(url, {**given, f"answer_{second.pk}": "no", f"note_{second.pk}": "待补"})
    review = SecretsReview.objects.get()
    assert answer.url == reverse("rights:secrets_review", args=[review.pk])
    assert [one.item for one in gaps_of(review)] == [second]
    page = desk.get(answer.url).content.decode()
    assert "缺项（1 项）" in page
    assert "补办" in page


def test_nobody_else_sees_a_review(client, clerk):
    answers = {item.pk: ("no", "") for item in items_in_force(Situation.LEAVING)}
    review = review_secrets(actor=clerk, situation="leaving", party_name="甲", answers=answers)
    from qingzhi.base.identity.testing import a_body

    stranger = an_actor("stranger", *ALL, body=a_body("other", "别的单位"))
    browser = signed_in(client, User.objects.get(pk=stranger.user_id))
    assert browser.get(reverse("rights:secrets_review", args=[review.pk])).status_code == 404
    with pytest.raises(ValueNotValid, match="没有答复"):
        review_secrets(actor=clerk, situation="leaving", party_name="甲", answers={})
