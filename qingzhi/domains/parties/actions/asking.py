"""Questions about names that are alike, asked after a batch rather than within it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction

from qingzhi.base import clock
from qingzhi.engine.imports.bulk import insert_rows
from qingzhi.engine.search.actions.outbox import reindex

from ..models import NameQuestion, Party, PartyLink, PartyName
from ..queries.sides import sides_of
from ..queries.thresholds import name_points
from ..rules.blocking import alike_pairs
from ..rules.likeness import Likeness, Points, likeness
from ..rules.names import bare_key, parts_of, split_branch
from ..terms import LinkKind, PartyKind

MOST = 3  # questions about one new record: the best
_QUESTION = ("party_id", "candidate_id", "score", "reasons", "batch_id", "asked_at")
Key = tuple[str, int]  # a key and its party


def ask_about(batch_id: int | None, as_of: date | None = None) -> int:
    """Compare the provisional parties of a batch with everybody; returns how many questions were asked. Idempotent."""
    with transaction.atomic():
        fresh_ids = set(Party.objects.filter(batch_id=batch_id, provisional=True).values_list("pk", flat=True))
        if not fresh_ids:
            return 0
        organisations, persons = _keys(fresh_ids)
        link_branches(fresh_ids, organisations)
        points = name_points(as_of or clock.today())
        pairs = {*_alike_names(fresh_ids, organisations, points.places), *_namesakes(fresh_ids, persons)}
        return _write(batch_id, _scored(sorted(pairs), points))


def link_branches(fresh_ids: set[int], keys: list[Key]) -> int:
    """Link new branches 「分支机构」 to the head company that their name begins with, where it is known."""
    wanted = {party: head for key, party in keys if party in fresh_ids and (head := split_branch(key)[0])}
    heads = dict(reversed([(key, party) for key, party in keys])) if wanted else {}
    there = set(PartyLink.objects.filter(kind=LinkKind.BRANCH).values_list("party_id", flat=True)) if wanted else set()
    rows = [
        (party, heads[head], LinkKind.BRANCH.value, "按名称识别")
        for party, head in sorted(wanted.items())
        if head in heads and heads[head] != party and party not in there
    ]
    insert_rows(PartyLink, ("party_id", "other_id", "kind", "basis"), rows)
    if rows:
        reindex("party", rows[0][0], rows[-1][0])
    return len(rows)


def _keys(fresh_ids: set[int]) -> tuple[list[Key], list[Key]]:
    """The keys of organisations and of persons, each with its party, the earliest first."""
    organisations: list[Key] = []
    persons: list[Key] = []
    rows = PartyName.objects.order_by("party_id", "id").values_list("key", "party_id", "party__kind")
    for key, party, kind in rows.iterator(chunk_size=20_000):
        (persons if kind == PartyKind.INDIVIDUAL else organisations).append((key, party))
    return organisations, persons


def _alike_names(fresh_ids: set[int], keys: list[Key], places: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Names that may be one, by their cores; branches are linked to their head company instead."""
    fresh = [row for row in keys if row[1] in fresh_ids and not split_branch(row[0])[0]]
    known = [row for row in keys if row[1] not in fresh_ids and not split_branch(row[0])[0]]
    owners = [party for _, party in (*fresh, *known)]
    cores = [[parts_of(key, places).core for key, _ in rows] for rows in (fresh, known)]
    for one, other in alike_pairs(*cores):
        if owners[one] != owners[other]:
            yield _in_order(owners[one], owners[other], fresh_ids)


def _namesakes(fresh_ids: set[int], keys: list[Key]) -> Iterator[tuple[int, int]]:
    """Persons of one name, where few enough bear it."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for key, party in keys:
        bearers[bare_key(key)].append(party)
    for parties in bearers.values():
        if 1 < len(parties) <= 12:
            for at, one in enumerate(parties):
                for other in parties[at + 1 :]:
                    if one != other and (one in fresh_ids or other in fresh_ids):
                        yield _in_order(one, other, fresh_ids)


def _in_order(one: int, other: int, fresh_ids: set[int]) -> tuple[int, int]:
    """The new record first, the older one as its candidate; of two new ones the later is asked about."""
    if (one in fresh_ids) != (other in fresh_ids):
        return (one, other) if one in fresh_ids else (other, one)
    return max(one, other), min(one, other)


def _scored(pairs: list[tuple[int, int]], points: Points) -> Iterator[tuple[int, int, Likeness]]:
    """Those pairs that a person must look at, the best few of each new record."""
    rows = iter(pairs)
    while chunk := list(islice(rows, 5_000)):
        sides = sides_of({party for pair in chunk for party in pair})
        for party, other in chunk:
            found = likeness(sides[party], sides[other], points)
            if found.score >= points.ask:
                yield party, other, found


def _write(batch_id: int | None, scored: Iterable[tuple[int, int, Likeness]]) -> int:
    best: dict[int, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
    for party, other, found in scored:
        best[party].append((-found.score, other, found.reasons))
    there = {frozenset(pair) for pair in NameQuestion.objects.values_list("party_id", "candidate_id")}
    now = clock.now()
    rows = [
        (party, other, -score, list(reasons), batch_id, now)
        for party, found in best.items()
        for score, other, reasons in sorted(found)[:MOST]
        if frozenset((party, other)) not in there
    ]
    insert_rows(NameQuestion, _QUESTION, rows)
    return len(rows)
