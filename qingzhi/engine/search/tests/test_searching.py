"""What is found, counted and shown."""

from datetime import date

import pytest

from qingzhi.base.permits import PUBLIC, SYSTEM
from qingzhi.engine.search.index.folder import current, forget
from qingzhi.engine.search.models import SynonymGroup
from qingzhi.engine.search.queries import search
from qingzhi.engine.search.queries.place import search_root
from qingzhi.engine.search.testing import follow_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(shelf):
    """Five records, one of which only the office sees."""
    shelf.put(1, "一种氧化锌纳米材料的制备方法", "本发明公开了一种黑茶，涉及５Ｇ通信。", number="ZL201710601862.3", on=date(2017, 7, 21),
              numbers=("CN106844774A",), fields={"holder": ("青海大学农牧学院",), "ipc": ("A01G9/14", "C01B33/00")},
              facets={"status": ("valid",), "region": ("630100",)})  # fmt: skip
    shelf.put(2, "产品和服务管理系统", "牦牛絨加工", on=date(2015, 1, 5), fields={"holder": ("西宁和服有限公司",), "ipc": ("A01G90/14",), "class": ("29", "30")},
              facets={"status": ("lapsed",), "region": ("630200",)})  # fmt: skip
    shelf.put(3, "和服裁剪", "一种和服。བོད་ལྗོངས་", fields={"class": ("290",)}, facets={"status": ("valid",)})
    shelf.put(4, "青稞酒", "以裸大麦酿造", on=date(2016, 3, 1), facets={"status": ("valid",), "region": ("630100",)})
    shelf.put(5, "内部商业秘密氧化锌", "不公开", sees=("office",), facets={"status": ("valid",)}, on=date(2018, 1, 1))
    follow_once()
    return shelf


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("氧化锌", {1}),
        ("化锌", {1}),
        ("锌", {1}),
        ("茶", {1}),
        ("黑茶", {1}),
        ("氧化鋅", {1}),
        ("和服", {3, 2}),
        ('"和服务"', {2}),
        ("“纳米材料 的制备”", {1}),
        ('"材料制备"', set()),
        ("材料制备", {1}),
        ("氧化锌 青稞", set()),
        ("氧化锌 OR 青稞", {1, 4}),
        ("氧化锌 或 青稞", {1, 4}),
        ("一种 -黑茶", {3}),
        ("一种 NOT 黑茶", {3}),
        ("-一种", {2, 4}),
        ("(氧化锌 或 和服) 非 裁剪", {1, 2}),
        ("权利人：青海大学", {1}),
        ("holder:农牧", {1}),
        ("holder:大", {1}),
        ("青海大学", {1}),
        ("ipc:A01G", {1, 2}),
        ("ipc:A01G9", {1}),
        ("分类号：a01g9/14", {1}),
        ("ipc:G", set()),
        ("class:29", {2}),
        ("类别：２９", {2}),
        ("title:茶", set()),
        ("标题：青稞", {4}),
        ("no:20171060", {1}),
        ("ZL201710601862.3", {1}),
        ("2017106018623", {1}),
        ("201710601862", {1}),
        ("ZL 2017 1 0601862.3", {1}),
        ("ＺＬ２０１７１０６０１８６２．３", {1}),
        ("CN106844774A", {1}),
        ("106844774", {1}),
        ("US106844774", set()),
        ("བོད", {3}),
        ("5g", {1}),
        ("5G通", {1}),
        ("“5G 通”", {1}),
        ("A01*", {1, 2}),
        ("牦牛绒", {2}),
        ("的", {1}),
        ("，", {1, 2, 3, 4}),
    ],
)  # fmt: skip
def test_finds(books, query, ids):
    found = search(PUBLIC, query)
    assert {one.id for one in found.results} == ids
    assert found.total == len(ids)


def test_true_words_come_before_parts_of_others(books):
    assert [one.id for one in search(PUBLIC, "和服").results] == [3, 2]


def test_a_record_of_that_name_comes_before_those_that_mention_it(shelf):
    name = "青海翎卓钾肥股份有限公司"
    for id in range(1, 9):
        shelf.put(id, f"硫酸钾第{id}号", "硫酸钾", fields={"holder": (name,)})
    shelf.put(9, name)
    follow_once()
    assert search(PUBLIC, name).results[0].id == 9
    assert search(PUBLIC, name).total == 9


def test_an_exact_number_comes_first(shelf):
    shelf.put(1, "提到 201710601862.3 的一份说明", "201710601862.3")
    shelf.put(2, "另一件", number="ZL201710601862.3")
    follow_once()
    assert [one.id for one in search(PUBLIC, "201710601862.3").results] == [2, 1]


def test_rows_that_a_reader_may_not_see_count_nowhere(books):
    seen = search(PUBLIC, "氧化锌", facets=["status", "kind"])
    assert (seen.total, [one.id for one in seen.results]) == (1, [1])
    assert [(v.value, v.count) for one in seen.facets for v in one.values] == [("tests.book", 1), ("valid", 1)]
    assert search(SYSTEM, "氧化锌", facets=["status"]).total == 2
    assert search(PUBLIC, "", facets=["status"]).total == 4
    assert search(PUBLIC, "商业秘密").total == 0 and search(PUBLIC, "-青稞").total == 3


def test_what_may_be_seen_is_told_anew_as_records_come_and_go(shelf):
    """Where every record may be seen, nothing is filtered; one that may not be seen must bring the filter back."""
    for id in range(1, 6):
        shelf.put(id, f"牦牛第{id}册")
    follow_once()
    assert search(PUBLIC, "牦牛").total == 5
    shelf.put(6, "牦牛内部资料", sees=("office",))
    shelf.put(7, "牦牛假冒", sees=("*",))
    shelf.drop(1)
    follow_once()
    assert search(PUBLIC, "牦牛").total == 4 == search(PUBLIC, "").total
    shelf.drop(6)
    shelf.drop(7)
    follow_once()
    assert search(PUBLIC, "牦牛").total == 4


def test_pages_of_words_and_parts_follow_each_other_without_gap(shelf):
    """Records with the very word come first, those that only hold its characters after, each once."""
    for id in range(1, 31):
        shelf.put(id, f"第{id}册", "产品和服务" if id % 3 else "一件和服")
    follow_once()
    pages = [[one.id for one in search(PUBLIC, "和服", limit=7, offset=at).results] for at in range(0, 35, 7)]
    found = [id for page in pages for id in page]
    assert sorted(found) == list(range(1, 31)) and all(id % 3 == 0 for id in found[:10])
    assert search(PUBLIC, "和服").total == 30


def test_a_reader_without_any_word_finds_what_everybody_may_read(books, monkeypatch):
    from qingzhi.engine.search import sources

    blind = books.source()
    monkeypatch.setitem(
        sources._sources, books.kind, type(blind)(**{**vars(blind), "words": lambda actor: frozenset()})
    )
    assert search(SYSTEM, "氧化锌", facets=["status"]).total == 1
    assert search(SYSTEM, "").total == 4


def test_the_public_does_not_search_what_has_no_public_page(books, monkeypatch):
    from qingzhi.engine.search import sources

    inner = books.source()
    monkeypatch.setitem(sources._sources, books.kind, type(inner)(**{**vars(inner), "public_url": None}))
    assert search(PUBLIC, "氧化锌").total == 0
    assert search(SYSTEM, "氧化锌").total == 2


def test_narrows_by_facets_and_dates(books):
    def ids(**filters):
        return {one.id for one in search(PUBLIC, "", filters=filters).results}

    assert ids(status=["valid"]) == {1, 3, 4}
    assert ids(status=["valid", "lapsed"]) == {1, 2, 3, 4}
    assert ids(status=["valid"], region=["630100"]) == {1, 4}
    assert ids(region=["6301*"]) == {1, 4}
    assert ids(**{"from": ["2016"]}) == {1, 4}
    assert ids(to=["2015-12-31"]) == {2}
    assert ids(**{"from": ["2015-01-05"], "to": ["2016-03-01"]}) == {2, 4}
    assert ids(**{"from": ["2016-3"]}) == {1, 4} == ids(**{"from": ["2016年3月1日"]}) == ids(**{"from": ["20160301"]})
    assert ids(**{"from": ["nonsense"]}) == set() == ids(**{"no such/facet": ["x"]}) == ids(other=["x"])


def test_facets_have_words_counts_and_titles(books):
    found = search(PUBLIC, "", facets=["status", "region"])
    status = found.facets[0]
    assert (status.key, status.title) == ("status", "状态")
    assert [(v.label, v.count) for v in status.values] == [("有效", 3), ("失效", 1)]
    assert {v.value: v.count for v in found.facets[1].values} == {"630100": 2, "630200": 1}


def test_orders_by_date_and_pages(books):
    assert [one.id for one in search(PUBLIC, "", order="newest").results] == [1, 4, 2, 3]
    assert [one.id for one in search(PUBLIC, "", order="oldest").results][1:] == [2, 4, 1]
    pages = [search(PUBLIC, "", order="newest", limit=2, offset=at) for at in (0, 2, 4)]
    assert [[one.id for one in page.results] for page in pages] == [[1, 4], [2, 3], []]
    assert {page.total for page in pages} == {4}


def test_shows_where_it_was_found(books):
    one = search(PUBLIC, "黑茶").results[0]
    assert one.snippet == "本发明公开了一种<mark>黑茶</mark>，涉及５Ｇ通信。"
    assert one.url == "/public/tests/1/" and search(SYSTEM, "黑茶").results[0].url == "/tests/1/"


def test_synonyms_find_each_other_and_are_told(books):
    assert search(PUBLIC, "青稞 酿造").total == 1
    SynonymGroup.objects.create(words=["青稞", "裸大麥"], source="测试")
    found = search(PUBLIC, "裸大麦")
    assert [one.id for one in found.results] == [4]
    assert dict(found.expanded) == {"裸大麦": ("青稞",)}
    assert search(PUBLIC, "“裸大麦”").expanded == {}, "what is quoted is meant as it stands"


def test_a_hostile_question_is_answered(books):
    for query in ('"' * 50, "(" * 400, "* * *", "a" * 600, "\x00\ud800", "title:*", "no:", "ipc:* ((", "锌" * 300):
        assert search(PUBLIC, query).problem == ""


def test_a_missing_index_is_one_sentence_and_is_built(shelf):
    shelf.put(1, "牦牛")
    found = search(PUBLIC, "牦牛")
    assert found.total == 0 and found.stale and "尚未建立" in found.problem
    follow_once()
    assert search(PUBLIC, "牦牛").total == 1


@pytest.mark.parametrize("damage", ["meta", "segments", "gone"])
def test_a_damaged_index_is_one_sentence_and_is_built_anew(books, damage):
    folder = current(search_root())
    assert folder is not None
    for path in folder.iterdir():
        if damage == "gone" and path.suffix in {".idx", ".term"}:
            path.unlink()
        elif (damage == "meta") == (path.name == "meta.json") and path.suffix != ".lock":
            path.write_bytes(b"{" * 40)
    forget(search_root())
    found = search(PUBLIC, "氧化锌", facets=["status"])
    assert found.total == 0 and "重建" in found.problem
    follow_once()
    assert search(PUBLIC, "氧化锌").total == 1


def test_one_search_asks_the_database_little(books, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        search(PUBLIC, "氧化锌", facets=["status", "kind"])
