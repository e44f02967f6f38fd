"""The little language of templates: names, loops over what was given, conditions; no calls, no arithmetic, no reach.

Jinja's sandbox is the second lock; the first is that the parsed template may consist of these few kinds of nodes only.
"""

from __future__ import annotations

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_LOOPS = 2  # one within another
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.For, nodes.If,
    nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
_OF_LOOP = {"index", "first", "last", "length"}


class LanguageError(ValueError):
    """The template says something that templates may not say; the message is fit for a page."""


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are filled: nothing is known but what is given, and every text is escaped."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    for known in (made.globals, made.filters, made.tests):
        known.clear()
    return made


def asked_in(text: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The names that a text asks for, and the columns (of which list, which column) that it asks its rows for.

    Raises `LanguageError` with what is wrong.
    """
    try:
        tree = environment().parse(text)
    except TemplateSyntaxError as error:
        raise LanguageError(f"占位符写法有误：{error.message}") from error
    finder = _Finder()
    finder.visit(tree, {}, 0)
    return finder.names, finder.columns


class _Finder:
    """Walks the tree; knows which names are loops' own and of which list their rows are."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.columns: set[tuple[str, str]] = set()

    def visit(self, node: nodes.Node, own: dict[str, str], depth: int) -> None:
        if not isinstance(node, _ALLOWED):
            raise LanguageError(f"模板中不能使用“{type(node).__name__}”，只能用占位符、for 循环和 if 判断")
        if isinstance(node, nodes.For):
            self._loop(node, own, depth)
            return
        if isinstance(node, nodes.Name):
            if node.name not in own:
                self.names.add(node.name)
            return
        if isinstance(node, nodes.Getattr):
            self._column(node, own)
            return
        for child in node.iter_child_nodes():
            self.visit(child, own, depth)

    def _loop(self, node: nodes.For, own: dict[str, str], depth: int) -> None:
        if depth >= MOST_LOOPS:
            raise LanguageError(f"循环最多套 {MOST_LOOPS} 层")
        if not isinstance(node.iter, nodes.Name) or not isinstance(node.target, nodes.Name) or node.recursive:
            raise LanguageError("循环须写成 for 一项 in 占位符")
        self.visit(node.iter, own, depth)
        inner = {**own, node.target.name: node.iter.name, "loop": ""}
        for child in [*node.body, *node.else_, *([node.test] if node.test else [])]:
            self.visit(child, inner, depth + 1)

    def _column(self, node: nodes.Getattr, own: dict[str, str]) -> None:
        if not isinstance(node.node, nodes.Name) or node.node.name not in own or node.attr.startswith("_"):
            raise LanguageError(f"不能取“.{node.attr}”：只有循环中的一项可以取其栏目")
        if node.node.name == "loop":
            if node.attr not in _OF_LOOP:
                raise LanguageError(f"loop 没有“{node.attr}”，可用 loop.index")
            return
        self.columns.add((own[node.node.name], node.attr))
