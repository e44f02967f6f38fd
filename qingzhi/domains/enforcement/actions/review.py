"""Reviews of closed dossiers 「案卷评查」: seed bound, drawn, scored by dated criteria, corrections asked, answered and confirmed."""

import secrets
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.audit.secrets import open_secret, seal_secret
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.scoring.queries import scheme
from qingzhi.engine.scoring.queries.sampling import commitment_of, leaves_of, sample, total_of
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind

from ..events.review import DossierScored, DossiersDrawn
from ..models import CaseOfficer, DossierReview, DossierScore, ReviewedDossier
from ..queries.review import closed_cases, how_many
from ..refusals import ValueNotValid
from ..refusals.review import OwnDossier, ReviewNotOpen
from ..terms.review import DossierState, ReviewState

SCHEME, SECRET, CORRECT = "dossier-review", "enforcement.review.seed", "enforcement.review.correct"
CORRECTING = work_kind("enforcement.correct_dossier", "案卷整改", verb="整改", icon="edit").code
CONFIRMING = work_kind("enforcement.confirm_correction", "确认案卷整改", verb="确认", icon="check").code


@transaction.atomic
def open_review(
    *, actor: Actor, body: Body, title: str, closed_from: date, closed_to: date, public_number_is: str = ""
) -> DossierReview:
    """Begin a review and publish the digest of its seed, before anybody knows which dossiers there will be."""
    require(actor, "enforcement.review.manage", body_id=body.pk)
    if not title.strip():
        raise ValueNotValid("请填写评查的名称", "title")
    if closed_to < closed_from or closed_to > clock.today():
        raise ValueNotValid("办结的起止日期先后不对，或者晚于今天", "closed_to")
    seed = secrets.token_hex(32)
    made = DossierReview.objects.create(
        title=title.strip()[:120], body=body, closed_from=closed_from, closed_to=closed_to, version=scheme(SCHEME), seed_hash=commitment_of(seed),
        seed_sealed=seal_secret(seed.encode(), SECRET), public_number_is=public_number_is.strip()[:200], opened_by=actor.name,
        opened_at=clock.now(),
    )  # fmt: skip
    record(actor, "enforcement.open_review", made, changes={"seed_hash": ("", made.seed_hash)})
    return made


@transaction.atomic
def draw_dossiers(*, actor: Actor, review: DossierReview, public_number: str = "") -> DossierReview:
    """Freeze the list of closed dossiers, tell the seed and draw: so many in a hundred, and at least so many, by the dated rows
    `dossier.share` and `dossier.least`."""
    found = _locked(actor, review, ReviewState.COMMITTED)
    if bool(found.public_number_is) != bool(public_number.strip()):
        raise ValueNotValid(
            f"请填写“{found.public_number_is}”的值" if found.public_number_is else "没有约定公共随机数", "public_number"
        )
    cases = dict(closed_cases(found).values_list("number", "pk"))
    if not cases:
        raise ReviewNotOpen("这段时间没有办结的案卷，不能抽取", "public_number")
    seed = open_secret(bytes(found.seed_sealed or b""), SECRET).decode()
    drawn = sample(seed, public_number.strip(), cases, how_many(len(cases), clock.today()))
    changes = changed(
        found, seed=seed, seed_sealed=None, public_number=public_number.strip()[:200], numbers=sorted(cases), list_digest=drawn.digest,
        draw_key=drawn.key, state=ReviewState.DRAWN.value, drawn_at=clock.now(),
    )  # fmt: skip
    found.save()
    ReviewedDossier.objects.bulk_create(
        [ReviewedDossier(review=found, case_id=cases[number], place=at) for at, number in enumerate(drawn.chosen, 1)]
    )
    told = {name: pair for name, pair in changes.items() if name in ("seed", "list_digest", "draw_key", "state")}
    record(actor, "enforcement.draw_dossiers", found, changes={**told, "drawn": (None, list(drawn.chosen))})
    publish(DossiersDrawn(review_id=found.pk))
    return found


@transaction.atomic
def score_dossier(
    *,
    actor: Actor,
    dossier: ReviewedDossier,
    points: Mapping[str, Decimal],
    findings: Mapping[str, str],
    opinion: str,
    to_correct: str = "",
) -> ReviewedDossier:
    """Give a sheet 「评查打分」: every criterion of the review's version; what lost points says why. Where something is to be
    corrected, the body that handled the case finds it among its work with a limit."""
    found = _dossier(dossier)
    require(actor, "enforcement.review.manage", body_id=found.review.body_id)
    _refuse_own(actor, found.case)
    if found.state != DossierState.WAITING:
        raise ReviewNotOpen(f"{found.reviewed_by}已评查这份案卷（{found.total}分）", "opinion")
    refuse_classified(opinion, to_correct, *findings.values())
    if not opinion.strip():
        raise ValueNotValid("请填写评查意见", "opinion")
    parts = leaves_of(found.review.version)
    for one in parts:
        given = points.get(one.code)
        if given is None or not Decimal(0) <= given <= Decimal(100):
            raise ValueNotValid("每项得分须在0到100之间", f"points_{one.code}")
        if given < 100 and not findings.get(one.code, "").strip():
            raise ValueNotValid("扣分的须写明发现的问题", f"finding_{one.code}")
    DossierScore.objects.bulk_create([
        DossierScore(dossier=found, code=one.code, title=one.title, share=one.share, points=points[one.code],
                     finding=findings.get(one.code, "").strip()[:500])
        for one in parts
    ])  # fmt: skip
    total = total_of(found.review.version, points)
    state = DossierState.CORRECTING if to_correct.strip() else DossierState.SCORED
    changes = changed(found, total=total, opinion=opinion.strip(), state=state.value, to_correct=to_correct.strip())
    found.reviewed_by, found.reviewed_at = actor.name, clock.now()
    if state is DossierState.CORRECTING:
        _ask_for_correction(actor, found)
    found.save()
    record(
        actor,
        "enforcement.score_dossier",
        found,
        changes={"total": (None, total), "state": changes.get("state", ("", ""))},
    )
    publish(DossierScored(dossier_id=found.pk, to_correct=state is DossierState.CORRECTING))
    return found


@transaction.atomic
def answer_correction(*, actor: Actor, dossier: ReviewedDossier, text: str) -> ReviewedDossier:
    """Say what was corrected 「整改回复」; the reviewers confirm it."""
    found = _dossier(dossier)
    require(actor, "enforcement.case.handle", body_id=found.case.body_id)
    if found.state != DossierState.CORRECTING:
        raise ReviewNotOpen(f"这份案卷现在是“{found.get_state_display()}”", "text")
    if not text.strip():
        raise ValueNotValid("请写明整改情况", "text")
    refuse_classified(text)
    changes = changed(found, correction=text.strip(), corrected_by=actor.name[:100], state=DossierState.CORRECTED.value)
    found.corrected_at = clock.now()
    found.save()
    record(actor, "enforcement.answer_correction", found, changes=changes)
    close_items(actor=actor, subject=found, kind=CORRECTING)
    open_item(
        actor=actor,
        kind=CONFIRMING,
        title=f"确认整改：{found.case.number}",
        url=_url(found),
        body=found.review.body,
        subject=found,
    )
    return found


@transaction.atomic
def confirm_correction(*, actor: Actor, dossier: ReviewedDossier, returned_why: str = "") -> ReviewedDossier:
    """Confirm what was corrected, or give it back with the reason."""
    found = _dossier(dossier)
    require(actor, "enforcement.review.manage", body_id=found.review.body_id)
    if found.state != DossierState.CORRECTED:
        raise ReviewNotOpen(f"这份案卷现在是“{found.get_state_display()}”", "returned_why")
    why = returned_why.strip()[:300]
    state = DossierState.CORRECTING if why else DossierState.DONE
    changes = changed(found, state=state.value, returned_why=why)
    close_items(actor=actor, subject=found, kind=CONFIRMING)
    if why:
        _ask_for_correction(actor, found)
    found.save()
    record(actor, "enforcement.confirm_correction", found, changes=changes, reason=why)
    return found


@transaction.atomic
def close_review(*, actor: Actor, review: DossierReview) -> DossierReview:
    """End a review when every dossier is reviewed and every correction confirmed."""
    found = _locked(actor, review, ReviewState.DRAWN)
    left = found.dossiers.exclude(state__in=(DossierState.SCORED, DossierState.DONE)).count()
    if left:
        raise ReviewNotOpen(f"还有{left}份案卷没有评查或整改没有确认")
    changes = changed(found, state=ReviewState.CLOSED.value)
    found.closed_at = clock.now()
    found.save(update_fields=["state", "closed_at"])
    record(actor, "enforcement.close_review", found, changes=changes)
    return found


def _ask_for_correction(actor: Actor, found: ReviewedDossier) -> None:
    case = found.case
    counted = due(CORRECT, clock.today(), region=case.body.region.code)
    found.correct_by = counted.on
    open_item(
        actor=actor, kind=CORRECTING, title=f"案卷整改：{case.number} {case.title}"[:200], url=_url(found), body=case.body, subject=found,
        owner=case.owner, due_on=counted.on, due_explained=explain(CORRECT, counted),
    )  # fmt: skip


def _refuse_own(actor: Actor, case: Case) -> None:
    """Nobody reviews what he has handled."""
    persons = Person.objects.filter(subject=actor.subject_id) if actor.subject_id else Person.objects.none()
    owns = case.owner_id is not None and persons.filter(pk=case.owner_id).exists()
    mine = owns or CaseOfficer.objects.filter(case=case, certificate__person__in=persons).exists()
    if mine or (actor.user_id is not None and case.entries.filter(by_user_id=actor.user_id).exclude(step="").exists()):
        raise OwnDossier("您办理过这件案件，须由其他人评查", "opinion")


def _dossier(dossier: ReviewedDossier) -> ReviewedDossier:
    rows = ReviewedDossier.objects.select_for_update(of=("self",))
    return rows.select_related("review__body", "review__version", "case__body__region", "case__owner").get(
        pk=dossier.pk
    )


def _locked(actor: Actor, review: DossierReview, state: ReviewState) -> DossierReview:
    found = (
        DossierReview.objects.select_for_update(of=("self",))
        .select_related("body__region", "version")
        .get(pk=review.pk)
    )
    require(actor, "enforcement.review.manage", body_id=found.body_id)
    if found.state != state:
        raise ReviewNotOpen(f"这次评查现在是“{found.get_state_display()}”，请刷新查看", "public_number")
    return found


def _url(found: ReviewedDossier) -> str:
    return reverse("enforcement:reviewed_dossier", args=[found.pk])
