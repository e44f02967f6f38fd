"""Listings over the database: filters, order, pages, links, hostile addresses, number of queries."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import Q, Value
from django.template.loader import render_to_string

from qingzhi.base.pages.listing import Choice, Column, DateRange, Day, Flag, Listing, Search

pytestmark = pytest.mark.django_db
Region = apps.get_model("regions", "Region")  # by name: regions stand above pages in base


class Places(Listing):
    name = "地区清单"
    columns = [
        Column("name", "名称", kind="link", url=lambda row: f"/places/{row.code}/"),
        Column("parent__name", "上级"),
        Column("valid_from", "设立", kind="deadline"),
        Column("level", "级别", value=lambda row: row.get_level_display(), sort=("level", "code")),
        Column("position", "次序", kind="number"),
        Column("parent", "上级对象", sort=True),
    ]
    filters = [
        Search("q", "查找", fields=["name", "parent__name"]),
        Choice("level", "级别", options=Region._meta.get_field("level").choices),
        Choice("above", "上级", options=lambda listing: [("63", "示例省")], lookup="parent__code"),
        DateRange("since", "设立", lookup="valid_from"),
        Flag("retired", "已撤销", condition=~Q(valid_to=None)),
    ]
    default_order = "position"


@pytest.fixture
def places():
    top = Region.objects.create(
        code="63", name="示例省", short_name="示例", level="province", position=0, source="测试"
    )
    for number in range(45):
        Region.objects.create(
            code=f"63{number:02}",
            name=f"第{number}示例州（2018）" if number % 2 else f"青海{number}县",
            short_name=str(number),
            level="prefecture" if number % 2 else "county",
            parent=top,
            valid_from=date(2000, 1, 1) if number == 3 else None if number == 4 else date(2018, 1 + number % 12, 1),
            valid_to=date(2019, 1, 1) if number == 7 else None,
            position=100 - number,
            source="测试",
        )
    return Region.objects.select_related("parent")


def names(listing):
    return [row.name for row in listing.page_rows]


def test_twenty_a_page_in_the_default_order(asked, places, django_assert_num_queries):
    with django_assert_num_queries(2):
        listing = Places(asked(), places)
        assert len(listing.body) == 20
        assert (listing.page.start_index(), listing.page.end_index(), listing.page.paginator.count) == (1, 20, 46)
    assert names(listing)[:2] == ["示例省", "青海44县"]


def test_deadlines_stand_first_and_the_link_names_the_row(asked, places):
    listing = Places(asked(), places)
    assert listing.shown_columns[0].name == "valid_from"
    assert listing.head_column.name == "name"


@pytest.mark.parametrize("word", ["青海", "４４", "青海 44"])
def test_two_characters_and_full_width_digits_find(asked, places, word):
    assert "青海44县" in names(Places(asked(f"q={word}"), places))


def test_words_must_all_stand_and_full_width_brackets_are_found_as_typed(asked, places):
    assert names(Places(asked("q=青海 没有"), places)) == []
    assert len(Places(asked("q=（2018）"), places).page_rows) == 20


def test_filters_narrow_together(asked, places):
    listing = Places(asked("level=prefecture&above=63&since_from=2018-04-01&since_to=2018-04-30"), places)
    assert {row.valid_from.month for row in listing.page_rows} == {4}
    assert len(listing.chips) == 3
    assert names(Places(asked("retired=1"), places)) == ["第7示例州（2018）"]


def test_a_range_the_wrong_way_round_is_turned(asked, places):
    listing = Places(asked("since_from=2018-04-30&since_to=2018-04-01"), places)
    assert {row.valid_from.month for row in listing.page_rows} == {4}


def test_each_chip_leads_to_the_list_without_it(asked, places):
    listing = Places(asked("q=青海&level=county&page=2"), places)
    label, url = listing.chips[0]
    assert label == "“青海”" and url == "?level=county"
    assert listing.clear_url == "/list/"


def test_sorting_by_declared_columns_missing_last_in_both_directions(asked, places):
    up = Places(asked("sort=valid_from"), places)
    assert up.page_rows[0].valid_from == date(2000, 1, 1)
    for query in ("sort=valid_from&page=3", "sort=-valid_from&page=3"):
        assert Places(asked(query), places).page_rows[-1].valid_from is None
    assert {head.column.name for head in up.heads if head.url} == {
        "name",
        "parent__name",
        "valid_from",
        "level",
        "position",
    }
    assert next(head for head in up.heads if head.column.name == "valid_from").url == "?sort=-valid_from"


def test_an_annotation_may_be_sorted_by(asked, places):
    class Annotated(Listing):
        columns = [Column("weight", "权重", kind="number")]

    listing = Annotated(asked("sort=-weight"), places.annotate(weight=Value(1)))
    assert listing.sort == ("weight", True) and len(listing.page_rows) == 20


HOSTILE = [
    "page=abc", "page=-1", "page=0", "page=99999999999999999999999", "page=1e400", "page=" + "9" * 6000, "page=%00",
    "sort=__class__", "sort=password", "sort=-", "sort=--name", "sort=parent__id", "sort=?", "sort=pk",
    "q=" + "长" * 10_000, "q=%00", "q=a%00b%1b%e2%80%ae", "q=%25_", "q='%20OR%201=1--", "q=%5C", "q=%F0%9F%98%80", "q=%ff%fe",
    "level=nothing", "level=%00", "above[]=1", "since_from=2018-13-45", "since_from=%00", "since_from=" + "1" * 5000,
    "since_to=9999-12-31&since_from=0001-01-01", "retired=maybe", "export=exe", "export=xlsx%00", "&&&===", "q=1&q=2&page=1&page=2",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_addresses_give_a_sane_page(asked, places, query):
    listing = Places(asked(query), places)
    page = listing.respond("pages/listing.html").content.decode()
    assert "地区清单" in page
    assert len(listing.link()) < 2000
    assert "\x00" not in page


def test_unknown_names_do_not_leak_into_links(asked, places):
    listing = Places(asked("q=青海&evil=javascript:alert(1)&sort=__class__"), places)
    assert "evil" not in listing.link(page=2) and "__class__" not in listing.export_url


def test_htmx_gets_the_rows_alone_and_others_the_page(asked, places):
    rows = Places(asked("q=青海", htmx="main-listing-rows"), places).respond("pages/listing.html").content.decode()
    assert rows.lstrip().startswith('<div class="listing-rows"') and "<form" not in rows
    other = Places(asked(htmx="somewhere-else"), places).respond("pages/listing.html")
    assert "<form" in other.content.decode()
    assert "HX-Request" in other["Vary"]


def test_first_use_is_not_the_same_as_no_result(asked, places):
    none_yet = Places(asked(), Region.objects.none()).respond("pages/listing.html").content.decode()
    nothing = Places(asked("q=没有这个"), places).respond("pages/listing.html").content.decode()
    assert "还没有内容" in none_yet and "没有符合条件的记录" not in none_yet
    assert "没有符合条件的记录" in nothing and "清除全部筛选" in nothing


def test_two_listings_of_a_page_keep_their_names_apart(asked, places):
    one = Places(asked("a_q=青海&b_page=2"), places, prefix="a_")
    other = Places(asked("a_q=青海&b_page=2"), places, prefix="b_")
    assert one.is_filtered and not other.is_filtered and other.page.number == 2
    assert one.id != other.id


def test_what_people_typed_cannot_become_markup(asked, places):
    Region.objects.filter(code="63").update(name='<img src=x onerror="alert(1)">')
    page = Places(asked('q="><script>'), places).respond("pages/listing.html").content.decode()
    assert "<script>" not in page
    assert "<img" not in Places(asked(), places).respond("pages/listing.html").content.decode()


def test_a_link_never_leads_to_a_script(asked, places):
    class Bad(Listing):
        columns = [Column("name", "名称", kind="link", url=lambda row: "javascript:alert(1)")]

    assert "javascript" not in Bad(asked(), places).respond("pages/listing.html").content.decode()


def test_rows_are_prepared_once_a_page(asked, places, django_assert_num_queries):
    calls = []

    class Prepared(Places):
        def prepare(self, rows):
            calls.append(len(rows))
            return rows

    Prepared(asked(), places).respond("pages/listing.html")
    assert calls == [20]


def test_saved_views_know_when_they_are_shown(asked, places):
    class Saved(Places):
        saved = [("全部", ""), ("县", "level=county")]

    assert [current for _, _, current in Saved(asked("level=county&page=2"), places).saved_links] == [False, True]
    assert [current for _, _, current in Saved(asked(), places).saved_links] == [True, False]


class ManyPlaces(Places):
    count_limit = 25
    export_limit = 30


def test_a_long_list_is_counted_no_further_than_it_is_paged(asked, places, django_assert_num_queries):
    with django_assert_num_queries(2) as ran:
        listing = ManyPlaces(asked("page=9"), places)
        assert len(listing.page_rows) == 5  # the last page that can be turned to
        assert (listing.page.number, listing.page.paginator.num_pages, listing.is_cut) == (2, 2, True)
    assert "LIMIT 26" in ran[0]["sql"]
    assert listing.count_text == "共 25 条以上，可翻看前 25 条"
    assert listing.export_text == "导出 Excel（至多 30 行）"  # how many there are is not known


def test_a_page_of_many_rows_is_read_by_its_keys_in_the_same_order(asked, places, django_assert_num_queries):
    whole = Places(asked("page=2&sort=-name"), places).page_rows
    with django_assert_num_queries(2):  # which, and what they say
        shown = ManyPlaces(asked("page=2&sort=-name"), places).page_rows
    assert [one.pk for one in shown] == [one.pk for one in whole[:5]]
    late = ManyPlaces(asked("page=2&sort=-name"), places)
    assert late.is_cut
    shown[0].delete()  # after it was counted
    assert [one.pk for one in late.page_rows] == [one.pk for one in shown[1:]]


def test_a_list_within_its_bounds_tells_the_whole_number(asked, places):
    listing = ManyPlaces(asked("level=county"), places)
    assert (listing.count_text, listing.export_text) == ("共 23 条", "导出 Excel（23 行）")


def test_a_cut_list_tells_the_whole_number_where_it_is_known(asked, places):
    class Known(ManyPlaces):
        def known_count(self):
            return 46

    listing = Known(asked(), places)
    assert listing.count_text == "共 46 条，可翻看前 25 条"
    assert listing.export_text == "导出 Excel（前 30 行）"
    assert Known(asked("level=county"), places).count_text == "共 23 条"  # a list that is not cut counts itself


def test_chosen_rows_are_sent_to_what_is_done_with_them(asked, places):
    class Bulk(Places):
        bulk = (("close", "办结"),)
        bulk_url = "/places/close/"

    listing = Bulk(asked(), places)
    drawn = render_to_string(listing.rows_template, {"listing": listing})
    assert drawn.count('type="checkbox" name="id"') == 20
    assert f'value="{listing.page_rows[0].pk}" form="main-listing-bulk"' in drawn
    assert 'action="/places/close/"' in drawn and '<button class="btn btn-s" name="do" value="close">办结' in drawn
    assert "checkbox" not in render_to_string(listing.rows_template, {"listing": Places(asked(), places)})


def test_a_day_narrows_and_what_is_none_is_ignored(asked, places):
    class Since(Places):
        filters = [Day("on", "这一天已设立", narrowing=lambda rows, on: rows.filter(valid_from__lte=on))]

    listing = Since(asked("on=2000-01-01"), places)
    assert (names(listing), [label for label, _ in listing.chips]) == (
        ["第3示例州（2018）"],
        ["这一天已设立：2000-01-01"],
    )
    assert len(Since(asked("on=明天"), places).rows) == 46
    assert 'type="date" id="main-listing-on" name="on" value="2000-01-01"' in render_to_string(
        "pages/filters.html", {"fields": listing.fields, "listing": listing}
    )


def test_a_link_without_words_is_none_and_numbers_keep_their_places():
    link = Column("act", "办理", kind="link", value=lambda row: row, url=lambda row: "/act/")
    assert link.cell("") == "—" and link.cell("移出") == '<a href="/act/">移出</a>'
    points = Column("points", "得分", kind="number", places=2, value=lambda row: row)
    assert [points.cell(one) for one in (29.2, 1234, 0, None)] == ["29.20", "1,234.00", "0.00", "—"]
