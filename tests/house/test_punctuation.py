"""Chinese that people see uses full-width punctuation: in templates, in the texts of the code, in scripts.

Not looked at: docstrings and comments, raw strings (patterns), tests, migrations, and the readers of other people's texts.
A line that must keep a half-width mark says so with the comment `half-width on purpose`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "qingzhi"
READERS = ("rules/compiler/", "rules/reading/")
ON_PURPOSE = "half-width on purpose"

CHINESE = "\u3400-\u9fff\u3001\u3002\u300a-\u3011\u3014\u3015\u201c\u201d\uff00-\uff0f\uff1a-\uff1f"
MARK = re.compile(rf"(?<=[{CHINESE}])[,;:!?()]|[,;:!?()](?=[{CHINESE}])")
PATTERN = re.compile(r"\(\?[:=!<P]")
IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
HOLE = "\ue000"

COMMENT = re.compile(r"<!--.*?-->|\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
TAG = re.compile(r"<[^<>]*>", re.S)
SEEN = re.compile(r"\b(?:aria-label|title|placeholder|alt|content|label)=\"([^\"]*)\"")
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def test_templates_use_full_width_punctuation():
    files = sorted(path for path in PACKAGE.rglob("templates/**/*") if path.suffix in {".html", ".txt"})
    assert [hit for path in files for hit in hits(path, template_texts(path.read_text(encoding="utf-8")))] == []


def test_texts_of_the_code_use_full_width_punctuation():
    files = sorted(path for path in PACKAGE.rglob("*.py") if looked_at(path))
    assert [hit for path in files for hit in hits(path, code_texts(path.read_text(encoding="utf-8")))] == []


def test_scripts_use_full_width_punctuation():
    files = sorted(PACKAGE.rglob("static/**/*.js"))
    assert [hit for path in files for hit in hits(path, script_texts(path.read_text(encoding="utf-8")))] == []


def test_the_check_finds_what_it_should():
    for bad in ("请先登录,再试", "权限(本单位)", "依据:第十二条", "“甲”,乙", "行(甲）", "好!", "是否?"):
        assert flaws(bad), bad
    for good in (
        "请先登录，再试",
        "权限（本单位）",
        "2018-07-01 08:30",
        "Word (docx), Excel",
        "GB/T 9704-2012（公文）",
        "比例 1:2",
    ):
        assert not flaws(good), good
    page = '<p title="甲,乙">{% icon "好,的" %}{{ x|default:"无(甲)" }}{# 甲,乙 #}<b onclick="甲,乙">{% if a, b %}</b>'
    assert len([text for _, text in template_texts(page) if flaws(text)]) == 3
    assert [
        line for line, text in code_texts('"""甲,乙"""\nx = "甲,乙"\ny = r"甲,乙"\nz = f"甲({x})"\n') if flaws(text)
    ] == [2, 4]


def hits(path: Path, texts: Iterator[tuple[int, str]]) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{path.relative_to(ROOT)}:{line}: {' '.join(text.split())[:60]}"
        for line, text in texts
        if flaws(text) and ON_PURPOSE not in lines[line - 1]
    ]


def flaws(text: str) -> bool:
    """Whether a half-width mark touches Chinese, or a bracket opens in one width and closes in the other."""
    if not IDEOGRAPH.search(text) or PATTERN.search(text):
        return False
    mixed = text.count("\uff08") != text.count("\uff09") and ("(" in text or ")" in text)
    return mixed or bool(MARK.search(text))


def looked_at(path: Path) -> bool:
    name = path.relative_to(PACKAGE).as_posix()
    return not {"tests", "migrations", "__pycache__"} & set(path.parts) and not any(one in name for one in READERS)


def template_texts(source: str) -> Iterator[tuple[int, str]]:
    """The texts of a template that people see, each with its line."""
    source = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
    for found in CODE.finditer(source):
        for quoted in QUOTED.finditer(found.group()):
            yield line_of(source, found.start()), quoted.group(1) or quoted.group(2) or ""
    bare = CODE.sub(lambda found: HOLE + "\n" * found.group().count("\n"), source)
    for found in SEEN.finditer(bare):
        yield line_of(bare, found.start()), found.group(1)
    for number, line in enumerate(TAG.sub(lambda found: HOLE + "\n" * found.group().count("\n"), bare).split("\n"), 1):
        for text in re.split(f"{HOLE}+", line) if "(" in line or ")" in line else [line]:
            yield number, text


def code_texts(source: str) -> Iterator[tuple[int, str]]:
    """The texts of a module, without docstrings and raw strings, each with its line."""
    tree, lines = ast.parse(source), source.splitlines()
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else HOLE for part in node.values)
            text = "".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | inside:
            text = node.value
        else:
            continue
        start = lines[node.lineno - 1].encode()[node.col_offset :].decode(errors="replace")
        if not re.match(r"[a-zA-Z]*[rR][a-zA-Z]*[\"']", start):
            yield node.lineno, text


def script_texts(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.splitlines(), 1):
        for found in QUOTED.finditer(line):
            yield number, found.group(1) or found.group(2) or ""


def line_of(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1
