"""What a condition cell can say: the tests of the cell language, each with its truth and its words.

After the unary tests of FEEL (OMG DMN 1.3 §10.3). A fact that is empty satisfies `-` and `空` only: what is not known is not
known to be something else. A fact of several values (a tuple) satisfies a test when one of them does.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .literals import say
from .spec import Condition

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge, "<=": operator.le, "!=": operator.ne, ">": operator.gt, "<": operator.lt, "=": operator.eq,
}  # fmt: skip
_NUMBERS = {">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于", "=": "等于", "!=": "不等于"}
_DAYS = {">=": "不早于", "<=": "不晚于", ">": "晚于", "<": "早于", "=": "为", "!=": "不为"}
_OTHERS = {"=": "为", "!=": "不为"}


class Test:
    """A test of one fact."""

    __test__ = False  # no case of pytest's

    def holds(self, value: Any) -> bool:
        """Whether a fact satisfies it: one value, a tuple of several, or None for an empty one."""
        if value is None:
            return False
        if type(value) is tuple:
            return any(self.matches(one) for one in value)
        return self.matches(value)

    def matches(self, value: Any) -> bool:
        """Whether one value satisfies it."""
        raise NotImplementedError

    def words(self, column: Condition) -> str:
        """What it asks, in words."""
        raise NotImplementedError


@dataclass(frozen=True)
class Anything(Test):
    """`-`: no matter what, known or not."""

    def holds(self, value: Any) -> bool:
        return True

    def words(self, column: Condition) -> str:
        return "不限"


@dataclass(frozen=True)
class Empty(Test):
    """`空`: not known."""

    def holds(self, value: Any) -> bool:
        return value is None

    def words(self, column: Condition) -> str:
        return "为空"


@dataclass(frozen=True)
class Compare(Test):
    """`>= 3`, `!= "a"`, or a bare value, which is `=`."""

    sign: str
    value: Any

    def matches(self, value: Any) -> bool:
        return SIGNS[self.sign](value, self.value)

    def words(self, column: Condition) -> str:
        said = _DAYS if column.type == "date" else _NUMBERS if column.type == "number" else _OTHERS
        return f"{said[self.sign]}{_spaced(say(self.value, column))}"


@dataclass(frozen=True)
class Between(Test):
    """`[1..5)`, `2018-01-01..`: an interval; None is no bound."""

    low: Any
    high: Any
    low_closed: bool = True
    high_closed: bool = True

    def matches(self, value: Any) -> bool:
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_closed)

    def words(self, column: Condition) -> str:
        if self.high is None:
            return Compare(">=" if self.low_closed else ">", self.low).words(column)
        if self.low is None:
            return Compare("<=" if self.high_closed else "<", self.high).words(column)
        low, high = say(self.low, column), say(self.high, column)
        ends = f"{'含' if self.low_closed else '不含'}起点、{'含' if self.high_closed else '不含'}终点"
        return f"在 {low} 至 {high} 之间（{ends}）"


@dataclass(frozen=True)
class Prefix(Test):
    """`63*`: begins with."""

    text: str

    def matches(self, value: Any) -> bool:
        return str(value).startswith(self.text)

    def words(self, column: Condition) -> str:
        return f"以“{self.text}”开头"


@dataclass(frozen=True)
class OneOf(Test):
    """`"a","b"`: any of several tests."""

    tests: tuple[Test, ...]

    def holds(self, value: Any) -> bool:
        return any(one.holds(value) for one in self.tests)

    def words(self, column: Condition) -> str:
        if all(isinstance(one, Compare) and one.sign == "=" for one in self.tests):
            values = "、".join(say(one.value, column) for one in self.tests)  # type: ignore[attr-defined]
            return f"为{_spaced(values)}之一"
        return "，或".join(one.words(column) for one in self.tests)


@dataclass(frozen=True)
class Not(Test):
    """`not(…)`: known, and none of these."""

    inner: Test

    def holds(self, value: Any) -> bool:
        return value is not None and not self.inner.holds(value)

    def words(self, column: Condition) -> str:
        if isinstance(self.inner, Empty):
            return "不为空"
        if isinstance(self.inner, Compare) and self.inner.sign == "=":
            return Compare("!=", self.inner.value).words(column)
        return f"不属于（{self.inner.words(column)}）"


ANYTHING = Anything()


def short(test: Test, column: Condition) -> str:
    """What a cell asks, as a table shows it under its head: values without «is»."""
    if isinstance(test, Compare) and test.sign == "=":
        return say(test.value, column)
    if isinstance(test, OneOf) and all(isinstance(one, Compare) and one.sign == "=" for one in test.tests):
        return "、".join(short(one, column) for one in test.tests)
    return test.words(column).strip()


def leaves(test: Test) -> list[Test]:
    """The simple tests that a test is made of."""
    if isinstance(test, OneOf):
        return [leaf for one in test.tests for leaf in leaves(one)]
    return leaves(test.inner) if isinstance(test, Not) else [test]


def bounds(test: Test) -> list[Any]:
    """The values at which the truth of a test changes (numbers and days)."""
    found: list[Any] = []
    for leaf in leaves(test):
        if isinstance(leaf, Compare):
            found.append(leaf.value)
        elif isinstance(leaf, Between):
            found += [bound for bound in (leaf.low, leaf.high) if bound is not None]
    return found


def _spaced(text: str) -> str:
    return f" {text} " if text and (text[0].isascii() or text[-1].isascii()) else text
