"""The record of a draw that everybody may have, and the same draw made again from it."""

from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from ..models import Candidate, Draw, Finding, Group, Round
from ..rules.draw import GroupDrawn, commitment, draw_key, list_digest, seat, substitute
from ..terms import RoundState, SeatKind

ALGORITHM = "sha256-order-1"
NOT_FITTING = "field"  # the code under which candidates of other fields are left out


def list_lines(round_: Round) -> list[str]:
    """The frozen list as it is bound by its digest: number, name, employer."""
    rows = Candidate.objects.filter(round=round_).order_by("number").values_list("number", "name", "employer")
    return ["|".join(row) for row in rows]


def exclusions(round_: Round) -> dict[str, dict[str, list[str]]]:
    """By group: who may not sit there, and the rules that say so; a conflict with one entry excludes from its group."""
    found: dict[str, dict[str, set[str]]] = {group.code: {} for group in Group.objects.filter(round=round_)}
    standing = Finding.objects.filter(candidate__round=round_, lifted_reason="")
    standing = standing.filter(Q(entry=None) | Q(entry__withdrawn_reason=""))
    for group, number, code in standing.values_list("entry__group__code", "candidate__number", "code"):
        for each in [group] if group is not None else list(found):
            found[each].setdefault(number, set()).add(code)
    for number, groups in Candidate.objects.filter(round=round_).exclude(groups="").values_list("number", "groups"):
        for code in set(found) - set(groups.split()):
            found[code].setdefault(number, set()).add(NOT_FITTING)
    return {code: {number: sorted(why) for number, why in sorted(rows.items())} for code, rows in found.items()}


def draw_record(round_: Round) -> dict[str, Any]:
    """Everything that a draw follows from, as it is published: names only when the round has closed."""
    closed = round_.state == RoundState.CLOSED
    candidates = Candidate.objects.filter(round=round_).order_by("number")
    return {
        "algorithm": ALGORITHM,
        "round": round_.code,
        "title": round_.title,
        "commitment": round_.seed_hash,
        "committed_at": _at(round_.committed_at),
        "frozen_at": _at(round_.frozen_at),
        "drawn_at": _at(round_.drawn_at),
        "public_number_is": round_.public_number_is,
        "public_number": round_.public_number,
        "list_digest": round_.list_digest,
        "seed": round_.seed,
        "draw_key": round_.draw_key,
        "salt": round_.salt if closed else "",
        "candidates": [
            {"number": one.number, **({"name": one.name, "employer": one.employer} if closed else {})}
            for one in candidates
        ],
        "groups": [{"code": one.code, "title": one.title, "quota": one.quota} for one in round_.groups.all()],
        "draws": [
            {
                "number": one.number, "kind": one.kind, "purpose": one.purpose, "excluded": one.excluded,
                "drawn": one.drawn, "at": _at(one.at),
            }
            for one in round_.draws.all()
        ],
    }  # fmt: skip


def recomputed(record: dict[str, Any]) -> list[tuple[str, bool, str]]:
    """Each thing that the record says, whether it follows from the rest, and how: what a reader can do by himself."""
    if not record["seed"]:
        return []
    key = draw_key(record["seed"], record["public_number"], record["list_digest"])
    found = [
        ("种子与事先公布的摘要一致", commitment(record["seed"]) == record["commitment"], "种子的 SHA-256 值"),
        (
            "抽取密钥由种子、公共随机数和名单摘要得出",
            key == record["draw_key"],
            "种子、公共随机数、名单摘要各占一行，取 SHA-256 值",
        ),
    ]
    if record["salt"]:
        lines = ["|".join((one["number"], one["name"], one["employer"])) for one in record["candidates"]]
        found.append(
            (
                "候选名单与锁定时的摘要一致",
                list_digest(record["salt"], lines) == record["list_digest"],
                "盐值和名单各占一行，取 SHA-256 值",
            )
        )
    numbers = [one["number"] for one in record["candidates"]]
    for one in record["draws"]:
        found.append(_again(key, numbers, record["groups"], one))
    return found


def _again(key: str, numbers: list[str], groups: list[dict[str, Any]], one: dict[str, Any]) -> tuple[str, bool, str]:
    title = f"第{one['number']}次抽取（{SeatKind(one['kind']).label}）的结果可以重现"
    if one["kind"] == SeatKind.DRAWN:
        asked = [GroupDrawn(g["code"], g["quota"], frozenset(one["excluded"].get(g["code"], ()))) for g in groups]
        return (
            title,
            dict(seat(key, numbers, asked).seats) == one["drawn"],
            "各组按密钥、组别、候选号（冒号连接）的 SHA-256 值由小到大",
        )
    drawn = []
    out = set(one["excluded"].get(one["purpose"], ()))
    for _ in one["drawn"].get(one["purpose"], ()):
        found = substitute(key, one["purpose"], numbers, out)
        if found is None:
            break
        drawn.append(found)
        out.add(found)
    return (
        title,
        drawn == one["drawn"].get(one["purpose"], []),
        f"按密钥、{one['purpose']}、候选号（冒号连接）的 SHA-256 值由小到大",
    )


def last_number(round_: Round) -> int:
    """How many draws the round has had."""
    return Draw.objects.filter(round=round_).count()


def _at(value: Any) -> str:
    return localtime(value).isoformat(timespec="seconds") if value else ""
