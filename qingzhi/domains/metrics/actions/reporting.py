"""Drafting a report from frozen figures, and drawing it anew under what was written by hand."""

from django.db import transaction
from django.db.models import Max

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import province

from ..events.report import ReportDrafted, ReportRedrawn
from ..models import Report, ReportBlock, ReportOutline
from ..queries.report_outlines import Drawable, drawable, outline_on
from ..refusals import ValueNotValid
from ..refusals.report import NothingFrozen, ReportInPreparation, ReportLocked
from ..rules.periods import Period, PeriodNotUnderstood, read_period
from ..rules.report_drawing import DrawnBlock, drawn_blocks
from ..rules.report_outlines import OutlineNotUnderstood
from ..rules.report_phrases import filled
from ..terms.report import ReportState

STEP = 100  # between the positions of blocks, so that own paragraphs find room


@transaction.atomic
def draft_report(*, actor: Actor, code: str, period: str) -> Report:
    """Draft a report of a period from frozen figures 「起草报告」. What was written by hand in the edition before is taken over."""
    require(actor, "metrics.report.draft", body_id=actor.body_id or 0)
    outline, wanted = _outline(code), _period(period)
    if wanted.span != outline.span:
        raise ValueNotValid(f"{outline.name}不按“{wanted.label}”这样的时期编制", "period")
    body, region = Body.objects.get(pk=actor.body_id or 0), province()
    editions = Report.objects.filter(code=code, region_code=region.code, period=wanted.code)
    open_one = editions.exclude(state=ReportState.ISSUED).first()
    if open_one is not None:
        raise ReportInPreparation(f"《{open_one.title}》已由{open_one.drafted_by}起草，请在原稿上继续")
    found = _drawable(outline, wanted, region, body)
    former = editions.order_by("-edition").first()
    report = Report.objects.create(
        outline=outline,
        code=code,
        period=wanted.code,
        region_code=region.code,
        edition=(editions.aggregate(last=Max("edition"))["last"] or 0) + 1,
        title=filled(found.outline.title, found.facts),
        body=body,
        drafted_by=actor.name,
        drafted_at=clock.now(),
        drawn_at=clock.now(),
        replaces=former,
    )
    draw(report, found)
    if former is not None:
        _take_over(report, former)
    record(
        actor, "metrics.draft_report", report, changes={"period": ("", wanted.code), "edition": (None, report.edition)}
    )
    publish(ReportDrafted(report_id=report.pk))
    return report


@transaction.atomic
def redraw_report(*, actor: Actor, report: Report) -> Report:
    """Draw a draft anew from the frozen figures with their last revisions 「重新取数」; what was written by hand stays."""
    require(actor, "metrics.report.draft", body_id=report.body_id)
    report = lock_draft(report)
    outline = outline_on(report.code) or report.outline
    region = Region.objects.get(code=report.region_code, valid_to=None)
    found = _drawable(outline, read_period(report.period), region, report.body)
    report.outline, report.drawn_at = outline, clock.now()
    report.title = filled(found.outline.title, found.facts)
    moved = draw(report, found)
    record(actor, "metrics.redraw_report", report, changes={"blocks": (None, moved)})
    publish(ReportRedrawn(report_id=report.pk, changed=moved))
    return report


def lock_draft(report: Report) -> Report:
    """The report, locked; refused unless it is a draft."""
    found = Report.objects.select_for_update(of=("self",)).select_related("outline", "body").get(pk=report.pk)
    if found.state == ReportState.SUBMITTED:
        raise ReportLocked(f"本报告已由{found.submitted_by}送审，退回后才能修改")
    if found.state == ReportState.ISSUED:
        raise ReportLocked(f"本报告已由{found.issued_by}签发，不能再改；如需修订请另起草新的一版")
    return found


def draw(report: Report, found: Drawable) -> int:
    """Write every block of the outline; how many stand on other figures than before. Own paragraphs keep to their neighbours."""
    known = {one.key: one for one in report.blocks.select_for_update()}
    drawn = drawn_blocks(found.outline, found.facts, found.places)
    fresh: list[ReportBlock] = []
    changed: list[ReportBlock] = []
    moved = 0
    for one in drawn:
        row = known.get(one.key) or ReportBlock(report=report, key=one.key)
        moved += bool(row.pk) and list(one.codes) != list(row.codes)
        _fill(row, one)
        (changed if row.pk else fresh).append(row)
    places = {one.key: one.position * STEP for one in drawn}
    for row in known.values():
        if row.is_own:
            row.position = (
                places.get(str(row.computed.get("after", "")), row.position - row.position % STEP) + row.position % STEP
            )
        elif row.key not in places:
            row.is_dropped = True
        else:
            continue
        changed.append(row)
    ReportBlock.objects.bulk_create(fresh)
    ReportBlock.objects.bulk_update(changed, FILLED)
    report.missing = sorted({code for one in drawn for code in one.missing})
    report.save()
    return moved


FILLED = ("chapter", "position", "kind", "heading", "computed", "codes", "is_dropped")
BY_HAND = ("hand", "hand_codes", "edited_by", "edited_at", "is_left_out")


def _fill(row: ReportBlock, one: DrawnBlock) -> None:
    row.chapter, row.position, row.kind, row.heading = one.chapter, one.position * STEP, one.kind, one.heading
    row.computed, row.codes, row.is_dropped = one.content, list(one.codes), False


def _take_over(report: Report, former: Report) -> None:
    """What was written by hand in the edition before."""
    blocks = {one.key: one for one in report.blocks.all()}
    own: list[ReportBlock] = []
    taken: list[ReportBlock] = []
    for old in former.blocks.all():
        if old.is_own:
            old.pk, old.report = None, report
            own.append(old)
        elif (old.hand or old.is_left_out) and old.key in blocks:
            row = blocks[old.key]
            for name in BY_HAND:
                setattr(row, name, getattr(old, name))
            taken.append(row)
    ReportBlock.objects.bulk_create(own)
    ReportBlock.objects.bulk_update(taken, BY_HAND)


def _drawable(outline: ReportOutline, period: Period, region: Region, body: Body) -> Drawable:
    try:
        found = drawable(outline, period, region, body.name)
    except OutlineNotUnderstood as error:
        raise ValueNotValid(f"大纲“{outline.name}”不能使用：{error}") from None
    if not any(key[2] == period.code for key in found.facts.by):
        raise NothingFrozen(f"{period.label}还没有冻结的数据，请先冻结{period.label}的数据，再起草报告")
    return found


def _outline(code: str) -> ReportOutline:
    """The outline in force, locked so that two do not draft the same report at once."""
    found = outline_on(code)
    if found is None:
        raise ValueNotValid("没有这样的报告大纲，请重新选择", "code")
    return ReportOutline.objects.select_for_update().get(pk=found.pk)


def _period(text: str) -> Period:
    try:
        return read_period(text)
    except PeriodNotUnderstood as error:
        raise ValueNotValid(f"{error}", "period") from None
