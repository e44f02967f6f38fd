"""What a decision says for its publication, whom it names, what is public of it."""

from django.db.models import QuerySet

from qingzhi.base.identity.models import Subject
from qingzhi.domains.parties.queries.naming import is_person_name, own_word
from qingzhi.domains.parties.terms import PartyKind

from ..models import Decision, PublicDraft
from ..rules.public_text import composed
from ..terms.publicity import PublicPurpose, PublicStanding


def text_of(decision: Decision) -> str:
    """The decision as a text, from its record."""
    dossier = decision.case.dossier
    rows = [
        ("当事人", decision.party_name),
        ("请求人", getattr(dossier, "claimant_name", "")),
        ("当事人住址" if decision.is_person else "当事人地址", getattr(dossier, "party_address", "")),
        ("违法行为", decision.violation),
        ("认定事实", decision.facts),
        ("陈述申辩", getattr(dossier, "statement", "")),
        ("依据", decision.basis),
        ("决定内容", decision.content),
    ]
    return composed(
        decision.case.body.name,
        decision.get_kind_display(),
        decision.number,
        rows,
        f"{decision.decided_on:%Y年%m月%d日}",
    )


def known_persons(decision: Decision) -> list[str]:
    """The natural persons whom the record names: the party, and who asked for an adjudication."""
    claimant = getattr(decision.case.dossier, "claimant_name", "").strip()
    asks = is_natural(claimant, decision.case.applicant)
    return [*([decision.party_name] if decision.is_person else []), *([claimant] if asks else [])]


def is_natural(name: str, subject: Subject | None = None) -> bool:
    """Whether somebody is a natural person: by the register where he stands in it, else by his name."""
    party = getattr(subject, "party", None) if subject is not None and subject.display_name == name else None
    return party.kind == PartyKind.INDIVIDUAL if party is not None else is_person_name(name)


def party_words(decision: Decision) -> list[str]:
    """What tells the party of a decision where it is to stay unnamed: its name and its own word 「字号」; a person is covered instead."""
    name = decision.party_name.strip()
    return [] if decision.is_person else [one for one in (name, own_word(name)) if one]


def public_decisions() -> QuerySet[PublicDraft]:
    """What was published, withdrawn ones too: the page of those says why."""
    return _published(PublicPurpose.DECISION)


def typical_cases() -> QuerySet[PublicDraft]:
    """The typical cases that were published, withdrawn ones too."""
    return _published(PublicPurpose.TYPICAL).select_related("campaign")


def _published(purpose: PublicPurpose) -> QuerySet[PublicDraft]:
    rows = PublicDraft.objects.filter(publication__isnull=False, purpose=purpose.value)
    return rows.select_related("decision", "body", "publication")


def stands(draft: PublicDraft) -> bool:
    """Whether everybody may read it now."""
    return draft.publication is not None and draft.standing != PublicStanding.WITHDRAWN
