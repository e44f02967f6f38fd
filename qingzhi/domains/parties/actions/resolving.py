"""Which party a written name is, for imports of a million rows: by rule at once, doubtful ones as questions afterwards."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.regions.models import Region
from qingzhi.engine.imports.bulk import insert_rows, reserve_ids
from qingzhi.engine.search.actions.outbox import reindex

from ..models import Party, PartyName
from ..rules.legal_forms import guessed_kind
from ..rules.names import bare_key, identity_key, script_of
from ..rules.places import province_name
from ..terms import NameKind, PartyKind
from .asking import ask_about

Written = tuple[str, str, str]  # the name, the division code ("" when unknown), the address ("" when unknown)
_PREFERENCE = {NameKind.OFFICIAL: 0, NameKind.TIBETAN: 1, NameKind.LATIN: 1, NameKind.ALIAS: 2, NameKind.FORMER: 3}
_SUBJECT = ("id", "kind", "display_name")
_PARTY = (
    "id",
    "subject_id",
    "kind",
    "name",
    "region_id",
    "place",
    "address",
    "provisional",
    "root_id",
    "batch_id",
    "registered_at",
)
_NAME = ("party_id", "name", "key", "kind", "source", "batch_id")


class HolderBook:
    """Every known name with its party, in memory for one batch 「权利人名册」.

    It remembers nothing that the records do not hold: a batch that is resumed elsewhere reads them again. When the
    transaction of a chunk fails, throw the book away. Without a batch (a clerk enters a few names) it asks for each name.
    """

    def __init__(self, batch_id: int | None, as_of: date | None = None, source: str = ""):
        self.batch_id, self.as_of, self.source = batch_id, as_of, source
        self.created = 0
        self._regions = dict(Region.objects.values_list("code", "id"))
        self._by_key = known_keys() if batch_id is not None else AskedKeys()
        self._organisations: dict[str, int] = {}
        self._persons: dict[Written, int] = {}

    def resolve(self, names: Sequence[Written]) -> list[int]:
        """The party of each written name, in order; unknown ones are registered, provisionally, in the caller's transaction."""
        organisations, persons = self._organisations, self._persons
        found: list[int] = []
        fresh: dict[str, tuple[Written, PartyKind]] = {}
        waiting: list[tuple[int, str, Written, bool]] = []
        for written in names:
            party = organisations.get(written[0]) or persons.get(written) or 0
            if not party:
                kind = guessed_kind(written[0])
                key = identity_key(written[0], kind, written[1], written[2])
                is_person = kind is PartyKind.INDIVIDUAL
                party = self._by_key.get(key) or (self._by_key.get(bare_key(key), 0) if is_person else 0)
                if party:
                    self._remember(written, is_person, party)
                else:
                    fresh.setdefault(key, (written, kind))
                    waiting.append((len(found), key, written, is_person))
            found.append(party)
        if fresh:
            self._register(fresh)
            for position, key, written, is_person in waiting:
                found[position] = self._by_key[key]
                self._remember(written, is_person, found[position])
        return found

    def known(self, written: Written) -> int | None:
        """The party of a written name without registering anybody (dry run)."""
        kind = guessed_kind(written[0])
        key = identity_key(written[0], kind, written[1], written[2])
        return self._by_key.get(key) or self._by_key.get(bare_key(key))

    def finish(self) -> int:
        """Compare the batch's new names with all others: questions for the doubtful, links of branches; returns the questions.

        Runs once after the last chunk, in its own transaction or the caller's; running it again changes nothing.
        """
        return ask_about(self.batch_id, self.as_of)

    def _remember(self, written: Written, is_person: bool, party: int) -> None:
        if is_person:
            self._persons[written] = party
        else:
            self._organisations[written[0]] = party

    def _register(self, fresh: dict[str, tuple[Written, PartyKind]]) -> None:
        count, now = len(fresh), clock.now()
        subjects, parties = reserve_ids(Subject, count), reserve_ids(Party, count)
        subject_rows, party_rows, name_rows = [], [], []
        for subject, party, (key, (written, kind)) in zip(subjects, parties, fresh.items(), strict=True):
            name, code, address = written[0][:200], written[1], written[2][:300]
            region = self._regions.get(code) or self._regions.get(code[:4] + "00")
            place = "" if region else province_name(code)
            subject_rows.append((subject, SubjectKind.PARTY.value, name))
            party_rows.append(
                (party, subject, kind.value, name, region, place, address, True, party, self.batch_id, now)
            )
            name_rows.append((party, name, key, script_of(name).value, self.source[:200], self.batch_id))
            self._by_key[key] = party
        insert_rows(Subject, _SUBJECT, subject_rows)
        insert_rows(Party, _PARTY, party_rows)
        insert_rows(PartyName, _NAME, name_rows)
        reindex("party", parties[0], parties[-1])
        self.created += count


class AskedKeys(dict[str, int]):
    """The keys that were asked for, each looked up once: for a few names among hundreds of thousands."""

    def get(self, key: str, default: Any = None) -> Any:
        """The party of a key."""
        if key not in self:
            self.update(known_keys([key]))
        return super().get(key, default)


def known_keys(keys: Sequence[str] | None = None) -> dict[str, int]:
    """The party that each key (of all, or of these) stands for: by an official name before an alias, an alias before a
    former name, the earliest record first."""
    best: dict[str, int] = {}
    ranks: dict[str, int] = {}
    names = PartyName.objects.all() if keys is None else PartyName.objects.filter(key__in=keys)
    rows = names.order_by("party_id", "id").values_list("key", "party_id", "kind")
    for key, party, kind in rows.iterator(chunk_size=20_000):
        rank = _PREFERENCE[NameKind(kind)]
        if key not in best:
            best[key] = party
            if rank:
                ranks[key] = rank
        elif rank < ranks.get(key, 0):
            best[key] = party
            ranks[key] = rank
    return best
