"""Walks of credit: a finding, its repair, an objection to an entry."""

from qingzhi.base import clock
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import Actor
from qingzhi.domains.credit import testing
from qingzhi.domains.credit.actions import ask_repair, dispute_entry, propose_listing
from qingzhi.domains.credit.models import Entry, Listing
from qingzhi.domains.credit.terms import EntryState, ListingState, Wish
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane; who decides is another one than who proposed."""
    if step.lane == "applicant":
        applicant: Subject = case.applicant  # type: ignore[assignment]
        return testing.subject(applicant.party)
    return testing.chief() if step.lane == "chief" else testing.clerk()


def proposed() -> Case:
    """A finding that rests on an entry."""
    testing.make_rules()
    entry = testing.make_entry(testing.make_firm())
    made = propose_listing(
        actor=testing.clerk(), entry=entry, conduct="false_promise", facts="承诺事项未履行。", body=testing.office()
    )
    return made.case


def ground_falls(case: Case) -> None:
    """What the finding rests on counts no more; set in its row, since the action that ends it ends the finding's case too."""
    _ended(Listing.objects.get(case=case).arises_from_id)


def asked() -> Case:
    """A draft of a repair, half a year after the finding took effect."""
    testing.make_rules()
    firm = testing.make_firm()
    listing = testing.make_listing(firm)
    Listing.objects.filter(pk=listing.pk).update(repair_from=listing.since)
    listing.refresh_from_db()
    return ask_repair(actor=testing.subject(firm), listing=listing).case


def finding_ends(case: Case) -> None:
    """The finding that was to be repaired has ended; set in its row for the same reason."""
    Listing.objects.filter(pk=case.dossier.listing_id).update(
        state=ListingState.REVOKED.value, ended_on=clock.today(), ended_why="决定撤销"
    )


def disputed() -> Case:
    """An objection to an entry."""
    testing.make_rules()
    firm = testing.make_firm()
    entry = testing.make_entry(firm)
    return dispute_entry(actor=testing.subject(firm), entry=entry, wish=Wish.CORRECT, claim="展品并非本单位。").case


def entry_ends(case: Case) -> None:
    """The entry counts no more."""
    _ended(case.dossier.entry_id)


def _ended(entry_id: int | None) -> None:
    ended = {"state": EntryState.WITHDRAWN.value, "ended_on": clock.today(), "ended_why": "决定撤销"}
    Entry.objects.filter(pk=entry_id or 0).update(**ended)


LISTING = Walk(
    code="credit.listing",
    variants={"proposed": proposed},
    who=who,
    data={
        "speak": {"statement": "属于不可抗力。"}, "enter_statement": {"statement": "书面陈述。"}, "propose": {"finding": "不予采纳。"},
        "decide": {"number": "青知信〔2018〕1号"},
        "serve": lambda case: {"served_on": (case.dossier.decided_on or clock.today()).isoformat(), "way": "直接送达"},
    },
    before={"fall": ground_falls},
    paths=(
        ("proposed", "notify speak propose decide serve"),
        ("proposed", "notify no_statement! wait no_statement propose refuse"),
        ("proposed", "notify enter_statement drop"),
        ("proposed", "drop"), ("proposed", "notify fall"),
    ),
)  # fmt: skip
REPAIR = Walk(
    code="credit.repair",
    variants={"asked": asked},
    who=who,
    data={
        "submit": {"measures": "已履行。", "promised": "on"}, "propose": {"finding": "已核实。"},
        "refuse_acceptance": {"finding": "没有附证明。"}, "refuse": {"finding": "没有履行。", "found_false": "on"},
    },
    before={"fall": finding_ends},
    paths=(
        ("asked", "submit accept propose grant"), ("asked", "submit accept propose refuse"), ("asked", "submit refuse_acceptance"),
        ("asked", "submit withdraw"), ("asked", "submit accept fall"),
    ),
)  # fmt: skip
DISPUTE = Walk(
    code="credit.dispute",
    variants={"disputed": disputed},
    who=who,
    data={
        "correct": {"violation": "展出涉嫌侵权产品", "content": "撤展", "severity": "light", "finding": "情节有误。"},
        "remove": {"finding": "并非该主体。"}, "dismiss": {"finding": "记录无误。"},
    },
    before={"fall": entry_ends},
    paths=(
        ("disputed", "mark correct"), ("disputed", "mark remove"), ("disputed", "mark dismiss"), ("disputed", "withdraw"),
        ("disputed", "mark fall"),
    ),
)  # fmt: skip
