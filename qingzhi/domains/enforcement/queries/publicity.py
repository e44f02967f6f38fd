"""What a decision says for its publication, whom it names, what is public of it."""

from django.db.models import QuerySet

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
    """The natural persons whom the record names."""
    return [decision.party_name] if decision.is_person else []


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
