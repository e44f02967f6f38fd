"""A small plan that is compiled by hand, and the people who work on it."""

from typing import Any

from qingzhi.base.permits import Actor, Scope

from ..actions.importing import keep_compiled
from ..actions.publishing import publish_version
from ..actions.reviewing import resolve_warning
from ..models import PlanVersion

TITLE = "示例省知识产权工作推进计划（2017—2020年）"
SECTIONS = (
    ("1", 1, "一、发展目标"),
    ("2", 1, "二、主要任务"),
    ("2.1", 2, "（一）加强培育。"),
    ("2.2", 2, "（二）严格保护。"),
)
LINES = (
    TITLE,
    "一、发展目标",
    "到2020年，注册商标总量达到2万件，现有注册商标12918件。",
    "二、主要任务",
    "（一）加强培育。培育20家以上知识产权优势企业，由省知识产权局牵头，省商务厅配合。开展“服务千家企业”活动。",
    "（二）严格保护。落实《中华人民共和国专利法》，每年组织专项行动。完善维权机制。",
)
MEASURES = (
    ("m1", "2.1", "培育20家以上知识产权优势企业，由省知识产权局牵头，省商务厅配合。"),
    ("m2", "2.1", "开展“服务千家企业”活动。"),
    ("m3", "2.2", "落实《中华人民共和国专利法》，每年组织专项行动。"),
    ("m4", "2.2", "完善维权机制。"),
)


def compiled_sample(lines: tuple[str, ...] = LINES) -> dict[str, Any]:
    """The compiled JSON of the small plan; `lines` may be altered for another version."""
    text = "\n".join(lines)
    return {
        "title": TITLE,
        "number": "示政办〔2017〕1号",
        "issuer": "示例省人民政府办公厅",
        "issued_on": "2017-06-23",
        "period": {"from": 2017, "to": 2020},
        "sections": [_section(text, *row) for row in SECTIONS if row[2] in text],
        "measures": [_measure(text, *row) for row in MEASURES if row[2] in text],
        "targets": [
            _figure(text, "t1", "1", "注册商标总量达到2万件", "注册商标总量", ">=", 20000, "件", "stock"),
            _figure(
                text, "t2", "2.1", "培育20家以上知识产权优势企业", "知识产权优势企业", ">=", 20, "家", "stock", "m1"
            ),
        ],
        "baselines": [_figure(text, "b1", "1", "注册商标12918件", "注册商标", "=", 12918, "件", "stock")],
        "citations": [
            {"title": "中华人民共和国专利法", "number": None, "rule": "C01", **_at(text, "《中华人民共和国专利法》")}
        ],
        "warnings": [{"text": "文号疑似误印", "start": None, "end": None}],
        "text": text,
    }


def office(*, publish: bool = True, name: str = "示例规划员") -> Actor:
    """Somebody of the planning office; with `publish` its chief."""
    permits = ["view", "import", "review", *(["publish"] if publish else [])]
    grants = {f"plan.version.{code}": Scope.ALL for code in permits}
    return Actor(kind="person", name=name, user_id=1, role="planning_office", role_title="规划处", grants=grants)


def reader() -> Actor:
    """Somebody of a member body, who only views."""
    grants = {"plan.version.view": Scope.ALL}
    return Actor(kind="person", name="示例联络员", user_id=2, role="member_contact", role_title="联络员", grants=grants)


def make_draft(compiled: dict[str, Any] | None = None, **more: Any) -> PlanVersion:
    """A draft of the small plan."""
    return keep_compiled(actor=office(), compiled=compiled or compiled_sample(), **more)


def make_published(compiled: dict[str, Any] | None = None, **more: Any) -> PlanVersion:
    """The small plan, published."""
    version = make_draft(compiled, **more)
    for warning in version.warnings.filter(resolved_at=None):
        resolve_warning(actor=office(), warning=warning, resolution="已核对原件")
    return publish_version(actor=office(), version=version)


def _at(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def _section(text: str, code: str, level: int, heading: str) -> dict[str, Any]:
    start = text.index(heading)
    later = [text.index(row[2]) for row in SECTIONS if row[1] <= level and row[2] in text]
    end = min((place for place in later if place > start), default=len(text))
    row = {"id": code, "level": level, "heading": heading.rstrip("。"), "text": text[start:end], "rule": "S02"}
    return {**row, "start": start, "end": end}


def _measure(text: str, code: str, section: str, words: str) -> dict[str, Any]:
    place = _at(text, words)
    bodies = []
    if "牵头" in words:
        bodies = [{"name": "省知识产权局", "role": "lead"}, {"name": "省商务厅", "role": "support"}]
    return {
        "id": code,
        "section": section,
        "text": place.pop("quote"),
        **place,
        "due": {"on": None, "every": "year", "quote": "每年"} if "每年" in words else None,
        "bodies": bodies,
        "programmes": ["服务千家企业"] if "服务千家企业" in words else [],
        "audiences": ["企业"] if "企业" in words else [],
        "rule": "M01",
    }


def _figure(
    text: str,
    code: str,
    section: str,
    words: str,
    indicator: str,
    comparator: str,
    value: float,
    unit: str,
    kind: str,
    measure: str | None = None,
) -> dict[str, Any]:
    return {
        "id": code,
        "section": section,
        "measure": measure,
        "indicator": indicator,
        "comparator": comparator,
        "value": value,
        "value_to": None,
        "unit": unit,
        "kind": kind,
        "per": None,
        "deadline": "2020-12-31",
        "baseline": None,
        "rule": "T01",
        **_at(text, words),
    }
