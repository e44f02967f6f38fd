"""The longest-prefix rule: by tables, and ranges against matching one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingzhi.domains.rights.rules.industries import Entry, Table, matches, normal_symbol


@pytest.mark.parametrize(
    ("scheme", "written", "normal"),
    [
        ("ipc", "A61K 36/185", "A61K36/185"),
        ("ipc", "a61k36/185(2006.01)i", "A61K36/185"),
        (
            "ipc",
            "A61K0036185000",
            "A61K3618",
        ),  # ST.8 form is not written with a stroke: kept as far as it is understood
        ("ipc", "H01M", "H01M"),
        ("nice", "5", "05"),
        ("nice", "第31类", "31"),
        ("gbt4754", "0111", "0111"),
    ],
)
def test_symbols_are_brought_into_one_form(scheme, written, normal):
    assert normal_symbol(scheme, written) == normal


TABLE = [
    Entry("ipc", "H01M", "battery"),
    Entry("ipc", "H01M8", "hydrogen"),
    Entry("ipc", "H01M10/052", "lithium"),
    Entry("ipc", "H01M10/052", "materials"),
    Entry("ipc", "H", "electric"),
]


@pytest.mark.parametrize(
    ("symbol", "industries"),
    [
        ("H01M4/58", {"battery"}),
        ("H01M8/10", {"hydrogen"}),
        ("H01M8", {"hydrogen"}),
        ("H01M84/00", {"battery"}),  # group 84 is not group 8
        ("H01M10/0525", {"lithium", "materials"}),
        ("H01M10/06", {"battery"}),
        ("H02J7/00", {"electric"}),
        ("A23L7/10", set()),
    ],
)
def test_the_longest_prefix_decides(symbol, industries):
    assert {match.industry for match in matches("ipc", symbol, TABLE)} == industries


def test_a_match_says_which_prefix_decided():
    (found,) = matches("ipc", "H01M 8/10", TABLE)
    assert (found.prefix, found.industry) == ("H01M8", "hydrogen")


def test_lists_do_not_compete():
    """锂电 takes H01M10/052 from nobody outside of its own list."""
    table = [Entry("ipc", "H01M", "energy", "green"), Entry("ipc", "H01M10/052", "lithium", "thousand")]
    assert {match.industry for match in matches("ipc", "H01M10/0525", table)} == {"energy", "lithium"}


WORDS = [
    Entry("product", "羊", "sheep", "a"),
    Entry("product", "藏羊", "tibetan-sheep", "a"),
    Entry("product", "青稞", "barley", "a"),
    Entry("product", "羊", "mutton", "b"),
]


@pytest.mark.parametrize(
    ("name", "industries"),
    [
        ("贵南藏羊", {"tibetan-sheep", "mutton"}),
        ("贵南羊", {"sheep", "mutton"}),
        ("藏羊与小尾寒羊", {"tibetan-sheep", "sheep", "mutton"}),
        ("门源青稞", {"barley"}),
        ("民和西瓜", set()),
    ],
)
def test_the_longest_word_of_a_product_decides(name, industries):
    assert {match.industry for match in matches("product", name, WORDS)} == industries


letters = st.sampled_from(["H", "H0", "H01", "H01M", "H01M8", "H01M10", "H01M10/0", "H01M10/05", "A", "A01B"])
entries = st.lists(st.builds(Entry, st.just("ipc"), letters, st.sampled_from("abc"), st.sampled_from("xy")), max_size=9)
symbols = st.sampled_from(
    ["H01M", "H01M8", "H01M8/10", "H01M80/1", "H01M10", "H01M10/05", "H01M10/0525", "H01M101/2", "H02J7/00", "A01B1/02"]
)


@given(entries, symbols)
def test_no_shorter_prefix_counts_beside_a_longer_one_of_the_same_list(rows, symbol):
    found = matches("ipc", symbol, rows)
    groups = {(entry.prefix, entry.industry): entry.group for entry in rows}
    for match in found:
        assert symbol.startswith(match.prefix)
    for group in "xy":
        of_group = {
            m.prefix
            for m in found
            if any(e.group == group and (e.prefix, e.industry) == (m.prefix, m.industry) for e in rows)
        }
        fitting = {e.prefix for e in rows if e.group == group and matches("ipc", symbol, [e])}
        if fitting:
            assert max(fitting, key=len) in of_group
    assert set(groups) >= {(m.prefix, m.industry) for m in found}


@given(entries, symbols)
def test_asking_twice_gives_the_same(rows, symbol):
    table = Table(rows)
    assert table.matches("ipc", symbol) == table.matches("ipc", symbol) == tuple(matches("ipc", symbol, rows))
