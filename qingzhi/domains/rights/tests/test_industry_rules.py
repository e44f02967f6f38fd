"""The longest-prefix rule: by tables, and ranges against matching one by one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingzhi.domains.rights.rules.industries import Entry, matches, normal_symbol, ranges_of


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


letters = st.sampled_from(
    ["H", "H0", "H01", "H01M", "H01M8", "H01M10", "H01M10/0", "H01M10/05", "H01M10/052", "A", "A01B"]
)
entries = st.lists(st.builds(Entry, st.just("ipc"), letters, st.sampled_from("abc")), max_size=8)
symbols = st.sampled_from(
    ["H01M", "H01M8", "H01M8/10", "H01M80/1", "H01M10", "H01M10/05", "H01M10/0525", "H01M101/2", "H02J7/00", "A01B1/02"]
)


@given(entries, symbols, st.sampled_from("abc"))
def test_ranges_say_the_same_as_matching(table, symbol, industry):
    inside = any(low <= symbol < high for low, high in ranges_of(industry, "ipc", table))
    assert inside == (industry in {match.industry for match in matches("ipc", symbol, table)})


@given(entries)
def test_ranges_are_sorted_and_disjoint(table):
    found = ranges_of("a", "ipc", table)
    assert all(low < high for low, high in found)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(found))
