"""The draw: bind the seed, freeze the list, draw. See `rules.draw` and docs/howto/check-a-draw.md."""

import secrets
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.secrets import open_secret, seal_secret
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..events import ExpertsDrawn
from ..models import Candidate, Draw, Group, LeafValue, Round, Seat
from ..queries.draws import exclusions, list_lines
from ..queries.rounds import entry_facts
from ..refusals import CandidateListEmpty, EntryInvalid, ReasonMissing, TooFewCandidates
from ..rules.draw import GroupDrawn, commitment, draw_key, list_digest, seat
from ..sources import EntryFacts, GroupWanted, candidates, leaf_functions
from ..terms import CriterionKind, RoundState, SeatKind
from .locking import locked_round
from .screening import screen

PURPOSE = "scoring.seed"
BATCH = 500
MOST = Decimal(100)


@transaction.atomic
def commit_seed(*, actor: Actor, round_: Round, public_number_is: str = "") -> Round:
    """Bind the seed and publish its digest 「公布种子摘要」, before the list of candidates is frozen.

    `public_number_is` names a number that nobody here can know yet (a lottery's, an index's closing value of a later day), which
    will be mixed in at the draw: then not even who runs the machine can foresee the result.
    """
    round_ = locked_round(actor, round_, RoundState.PREPARING)
    seed = secrets.token_hex(32)
    round_.seed_hash = commitment(seed)
    round_.seed_sealed = seal_secret(seed.encode(), PURPOSE)
    round_.public_number_is = public_number_is.strip()[:200]
    round_.state, round_.committed_at = RoundState.COMMITTED.value, clock.now()
    round_.save()
    record(actor, "scoring.commit_seed", round_, changes={"seed_hash": ("", round_.seed_hash)})
    return round_


@transaction.atomic
def freeze_list(*, actor: Actor, round_: Round) -> Round:
    """Freeze entries and candidates 「锁定名单」: take the experts from their source, look for conflicts, compute what is computed."""
    round_ = locked_round(actor, round_, RoundState.COMMITTED)
    entries = entry_facts(round_)
    if not entries:
        raise EntryInvalid("本轮次还没有参评项目")
    groups = list(Group.objects.filter(round=round_))
    wanted = [GroupWanted(one.code, one.title, one.fields) for one in groups]
    found = {one.subject_id: one for one in candidates.get(round_.candidate_source).function(wanted, round_.rules_on)}
    if not found:
        raise CandidateListEmpty("专家库中没有符合条件的专家，不能抽取")
    Candidate.objects.bulk_create(
        [
            Candidate(
                round=round_, number=f"{number:03d}", subject_id=pk, name=found[pk].name[:100],
                employer=found[pk].employer[:200], groups=" ".join(found[pk].groups),
            )
            for number, pk in enumerate(sorted(found), 1)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    conflicts = screen(round_, entries)
    _compute(round_, entries)
    round_.salt = secrets.token_hex(16)
    round_.list_digest = list_digest(round_.salt, list_lines(round_))
    round_.state, round_.frozen_at = RoundState.FROZEN.value, clock.now()
    round_.save()
    changes = {"list_digest": ("", round_.list_digest)}
    said = f"项目 {len(entries)} 项，候选专家 {len(found)} 人，回避情形 {conflicts} 项"
    record(actor, "scoring.freeze_list", round_, changes=changes, reason=said)
    return round_


@transaction.atomic
def draw_panel(*, actor: Actor, round_: Round, public_number: str = "") -> Draw:
    """Draw the experts of all groups 「抽取专家」 and reveal the seed; refuses where a quota cannot be met."""
    round_ = locked_round(actor, round_, RoundState.FROZEN)
    if round_.public_number_is and not public_number.strip():
        raise ReasonMissing(f"请填写约定的公共随机数：{round_.public_number_is}")
    seed = open_secret(bytes(round_.seed_sealed or b""), PURPOSE).decode()
    round_.seed, round_.seed_sealed = seed, None
    round_.public_number = public_number.strip()[:200] if round_.public_number_is else ""
    round_.draw_key = draw_key(seed, round_.public_number, round_.list_digest)
    out = exclusions(round_)
    people = dict(Candidate.objects.filter(round=round_).order_by("number").values_list("number", "pk"))
    groups = {one.code: one for one in Group.objects.filter(round=round_)}
    asked = [GroupDrawn(one.code, one.quota, frozenset(out[one.code])) for one in groups.values()]
    drawn = seat(round_.draw_key, list(people), asked)
    if drawn.short:
        told = "、".join(f"“{groups[code].title}”缺 {count} 人" for code, count in sorted(drawn.short.items()))
        raise TooFewCandidates(f"排除回避和专业不符的专家后人数不足：{told}，请先补充专家库")
    round_.state, round_.drawn_at = RoundState.SCORING.value, clock.now()
    round_.save()
    draw = Draw.objects.create(
        round=round_, number=1, kind=SeatKind.DRAWN.value, purpose="", excluded=out, drawn=dict(drawn.seats),
        at=clock.now(), by=actor.name,
    )  # fmt: skip
    Seat.objects.bulk_create(
        [
            Seat(group=groups[code], candidate_id=people[number], draw=draw, kind=SeatKind.DRAWN.value)
            for code, numbers in drawn.seats.items()
            for number in numbers
        ]
    )
    record(actor, "scoring.draw_panel", round_, changes={"seed": ("", seed), "drawn": (None, dict(drawn.seats))})
    publish(ExpertsDrawn(round_id=round_.pk, draw_id=draw.pk))
    return draw


def _compute(round_: Round, entries: list[EntryFacts]) -> None:
    """Take the computed leaves and bonus points, each function once for all entries; bonus is cut at its cap."""
    rows = []
    for one in round_.version.criteria.filter(kind__in=(CriterionKind.COMPUTED, CriterionKind.BONUS)):
        most = one.weight if one.kind == CriterionKind.BONUS else MOST
        values = leaf_functions.get(one.function).function(entries, round_.rules_on)
        for entry in entries:
            found = values.get(entry.id)
            value = min(max(found.value, Decimal(0)), most) if found else Decimal(0)
            reason = found.reason if found else "没有可计算的记录，计 0 分"
            rows.append(LeafValue(entry_id=entry.id, criterion=one, value=value, reason=reason[:400]))
    LeafValue.objects.bulk_create(rows, batch_size=BATCH)
