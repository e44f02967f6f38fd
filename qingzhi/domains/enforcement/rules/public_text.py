"""The text of a decision for its publication, and the changes of what is covered in it. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from qingzhi.engine.publication.rules.patterns import evened
from qingzhi.engine.publication.rules.running import find_personal, redacted
from qingzhi.engine.publication.rules.spans import Personal, Span

Marked = dict[str, Any]


def composed(authority: str, title: str, number: str, parts: Sequence[tuple[str, str]], day: str) -> str:
    """The decision as a text: who decided, number, headed parts, day."""
    told = [f"{head}：{said}" if "\n" not in said else f"{head}：\n{said}" for head, said in parts if said.strip()]
    return "\n".join([authority, title, number, *told, authority, day])


def typical_text(facts: str, result: str, meaning: str) -> str:
    """A typical case as it is told: what happened, what was decided, why it is told."""
    parts = (("基本案情", facts), ("处理结果", result), ("典型意义", meaning))
    return "\n".join(f"【{head}】\n{said.strip()}" for head, said in parts)


def without_party(text: str, words: Iterable[str]) -> str:
    """The text with 某单位 for every word that tells a party that is no natural person, however it is spaced."""
    for one in words:
        text = _replaced(text, one, "某单位")
    return text


def without_number(text: str, number: str) -> str:
    """The text without the decision's number: it leads to the decision itself, which names the party."""
    return _replaced(text, number, "（文号略）")


def persons_in(text: str, known: Iterable[str] = ()) -> list[str]:
    """The names of natural persons that a short text bears, each once, as they stand there."""
    return list(dict.fromkeys(one.within(text) for one in find_personal(text, known) if one.kind is Personal.NAME))


def _replaced(text: str, words: str, by: str) -> str:
    pattern = _spaced(words)
    if not pattern:
        return text
    last, told = 0, ""
    for match in re.finditer(pattern, evened(text)):
        told, last = told + text[last : match.start()] + by, match.end()
    return told + text[last:]


def _spaced(words: str) -> str:
    """A pattern of some words however they are spaced or written full-width."""
    return r"\s*".join(re.escape(sign) for sign in re.sub(r"\s", "", evened(words)))


def found_spans(text: str, known: Iterable[str]) -> list[Marked]:
    """What the machine finds, as it is kept."""
    return [_kept(one, "") for one in find_personal(text, known)]


def with_words(spans: list[Marked], text: str, words: str, kind: Personal, reason: str, by: str) -> list[Marked]:
    """The spans and every place of some words, however they are spaced; places that are covered already stay as they are."""
    pattern = _spaced(words)
    wanted = [match.span() for match in re.finditer(pattern, evened(text))] if pattern else []
    kept = [one for one in spans if not (one["kept"] and any(_over(one, place) for place in wanted))]
    new = [
        _kept(Span(start, end, kind, reason), by)
        for start, end in wanted
        if not any(one["start"] <= start and end <= one["end"] for one in kept)
    ]
    return sorted([*kept, *new], key=lambda one: (one["start"], -one["end"]))


def without_words(spans: list[Marked], text: str, words: str, why: str, by: str) -> list[Marked]:
    """The same spans, those of the words marked as readable for a reason."""
    return [
        {**one, "kept": True, "why": why, "kept_by": by} if _words(text, one) == words and not one["kept"] else one
        for one in spans
    ]


def public_text(text: str, spans: list[Marked]) -> str:
    """What everybody reads."""
    covered = [Span(one["start"], one["end"], Personal(one["kind"]), "") for one in spans if not one["kept"]]
    return redacted(text, covered)


def pieces(text: str, spans: list[Marked]) -> list[tuple[str, Marked | None]]:
    """The original cut at the spans, for a page that marks them."""
    cut: list[tuple[str, Marked | None]] = []
    last = 0
    for one in spans:
        if one["start"] < last:
            continue
        cut += [(text[last : one["start"]], None), (text[one["start"] : one["end"]], one)]
        last = one["end"]
    return [piece for piece in [*cut, (text[last:], None)] if piece[0]]


def grouped(text: str, spans: list[Marked]) -> list[Marked]:
    """The spans by their words: each once, with how often; `place` names it in addresses."""
    groups: dict[tuple[str, bool], Marked] = {}
    for place, one in enumerate(spans):
        words = _words(text, one)
        group = groups.setdefault(
            (words, one["kept"]),
            {**one, "words": words, "count": 0, "place": place, "label": Personal(one["kind"]).label},
        )
        group["count"] += 1
    return sorted(groups.values(), key=lambda one: (one["kept"], one["label"], one["place"]))


def _words(text: str, one: Marked) -> str:
    return re.sub(r"\s", "", text[one["start"] : one["end"]])


def _kept(span: Span, by: str) -> Marked:
    return {
        "start": span.start,
        "end": span.end,
        "kind": span.kind.value,
        "reason": span.reason,
        "by": by,
        "kept": False,
    }


def _over(one: Marked, place: tuple[int, int]) -> bool:
    return bool(one["start"] < place[1] and place[0] < one["end"])
