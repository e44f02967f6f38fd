"""Writing a draft by hand: texts instead of computed ones, paragraphs of one's own, what is not printed."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..events.report import ReportEdited
from ..models import Report, ReportBlock
from ..refusals import ValueNotValid
from ..refusals.report import BlockEditedMeanwhile, BlockIsNoText
from ..rules.report_links import parts_of
from ..rules.report_words import plain
from ..terms.report import BlockKind
from .reporting import STEP, lock_draft

LONGEST = 5000


@transaction.atomic
def edit_block(*, actor: Actor, block: ReportBlock, text: str, revision: int) -> ReportBlock:
    """Write a text by hand 「修改文字」; it stands instead of the computed one until it is put back. `revision` is the one that
    the writer saw."""
    block = _locked(actor, block)
    if block.kind != BlockKind.TEXT:
        raise BlockIsNoText("图和表由冻结数生成，不能改写；可以不印，或在其后另加一段文字")
    if block.revision != revision:
        raise BlockEditedMeanwhile(f"这一段已由{block.edited_by}改过，请在新的文字上修改")
    text = _checked(text)
    if text == plain(parts_of(block.computed.get("parts") or [])):
        return _put(actor, block, "metrics.restore_block", hand="", hand_codes=[])
    return _put(actor, block, "metrics.edit_block", hand=text, hand_codes=list(block.codes))


@transaction.atomic
def restore_block(*, actor: Actor, block: ReportBlock) -> ReportBlock | None:
    """Put the computed text back 「恢复计算文字」; a paragraph of one's own goes, which gives None."""
    block = _locked(actor, block)
    if block.is_own:
        record(actor, "metrics.remove_paragraph", block.report, changes={"hand": (block.hand, "")})
        publish(ReportEdited(report_id=block.report_id, block_id=block.pk))
        block.delete()
        return None
    if not block.hand:
        return block
    return _put(actor, block, "metrics.restore_block", hand="", hand_codes=[])


@transaction.atomic
def confirm_block(*, actor: Actor, block: ReportBlock) -> ReportBlock:
    """Say that a hand-written text still holds with the figures as they are now 「文字仍适用」."""
    block = _locked(actor, block)
    if not block.hand or list(block.hand_codes) == list(block.codes):
        return block
    return _put(actor, block, "metrics.confirm_block", hand_codes=list(block.codes))


@transaction.atomic
def add_paragraph(*, actor: Actor, after: ReportBlock, text: str) -> ReportBlock:
    """Add a paragraph of one's own behind a block 「加一段」."""
    after = _locked(actor, after)
    report, text = after.report, _checked(text)
    anchor = str(after.computed.get("after", "")) if after.is_own else after.key
    own = report.blocks.filter(is_own=True)
    place = (after.position // STEP) * STEP
    used = set(own.filter(position__gt=place, position__lt=place + STEP).values_list("position", flat=True))
    free = next((one for one in range(place + 1, place + STEP) if one not in used), None)
    if free is None:
        raise ValueNotValid("这里的自拟段落太多了，请合并几段")
    number = 1 + max((int(key.rsplit("-", 1)[1]) for key in own.values_list("key", flat=True)), default=0)
    block = ReportBlock(
        report=report, key=f"own-{number}", chapter=after.chapter, position=free, kind=BlockKind.TEXT.value, is_own=True,
        computed={"after": anchor},
    )  # fmt: skip
    return _put(actor, block, "metrics.add_paragraph", hand=text)


@transaction.atomic
def leave_out(*, actor: Actor, block: ReportBlock, is_left_out: bool) -> ReportBlock:
    """Leave a block out of what is printed 「不印」, or take it up again."""
    block = _locked(actor, block)
    if block.is_left_out == is_left_out:
        return block
    return _put(actor, block, "metrics.leave_out_block", is_left_out=is_left_out)


def _locked(actor: Actor, block: ReportBlock) -> ReportBlock:
    """The block and its report, locked, of a draft that the actor may work on."""
    report = Report.objects.select_related("body").get(pk=block.report_id)
    require(actor, "metrics.report.draft", body_id=report.body_id)
    report = lock_draft(report)
    found = ReportBlock.objects.select_for_update(of=("self",)).filter(pk=block.pk, report=report).first()
    if found is None:
        raise BlockEditedMeanwhile("这一段已被他人删去，请刷新查看")
    found.report = report
    return found


def _checked(text: str) -> str:
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    if not text:
        raise ValueNotValid("请填写文字；要用计算的文字请点“恢复计算文字”", "text")
    if len(text) > LONGEST:
        raise ValueNotValid(f"一段最多 {LONGEST} 字，请分成几段", "text")
    refuse_classified(text)
    return text


def _put(actor: Actor, block: ReportBlock, act: str, **values: object) -> ReportBlock:
    changes = changed(block, **values)
    block.edited_by, block.edited_at, block.revision = actor.name, clock.now(), block.revision + 1
    block.save()
    told = {name: pair for name, pair in changes.items() if name != "hand_codes"}
    record(actor, act, block.report, changes=told, reason=block.heading or block.key)
    publish(ReportEdited(report_id=block.report_id, block_id=block.pk))
    return block
