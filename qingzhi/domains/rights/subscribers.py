"""What happens to rights when parties are merged or parted, and when rights come, change or are taken back."""

from collections.abc import Iterable

from qingzhi.base.events.bus import subscribe
from qingzhi.domains.parties.events import MergeUndone, PartiesMerged, PartyChanged
from qingzhi.engine.imports.events import BatchFinished, BatchRolledBack

from .actions.holders_reindexing import reindex_rights_of
from .actions.industries import begin_again_from, reclassify, sweep_after_taking_back
from .events import RightCorrected, RightRegistered


@subscribe(PartiesMerged, "rights.reindex_merged")  # type: ignore[arg-type]
def on_merged(happened: PartiesMerged) -> None:
    """The rights of the joined records bear the name of the family now."""
    _reindex({*happened.party_ids, happened.party_id, happened.into_id})


@subscribe(MergeUndone, "rights.reindex_parted")  # type: ignore[arg-type]
def on_parted(happened: MergeUndone) -> None:
    """The rights of the parted records bear their own names again."""
    _reindex({*happened.party_ids, happened.party_id, happened.from_id})


@subscribe(PartyChanged, "rights.reindex_renamed")  # type: ignore[arg-type]
def on_changed(happened: PartyChanged) -> None:
    """A renamed party is found under its new name."""
    _reindex({happened.party_id})


def _reindex(party_ids: Iterable[int]) -> None:
    reindex_rights_of(party_ids=sorted(party_ids))


@subscribe(RightRegistered, "rights.classify_registered")  # type: ignore[arg-type]
def on_registered(happened: RightRegistered) -> None:
    """A right that was entered by hand belongs to its industries at once."""
    reclassify(right_ids=[happened.right_id])


@subscribe(RightCorrected, "rights.classify_corrected")  # type: ignore[arg-type]
def on_corrected(happened: RightCorrected) -> None:
    """Other classes, other industries."""
    reclassify(right_ids=[happened.right_id])


@subscribe(BatchFinished, "rights.classify_imported")  # type: ignore[arg-type]
def on_imported(happened: BatchFinished) -> None:
    """New rights are classified in their turn; those that were changed, again."""
    begin_again_from(batch_id=happened.batch_id)


@subscribe(BatchRolledBack, "rights.classify_taken_back")  # type: ignore[arg-type]
def on_taken_back(happened: BatchRolledBack) -> None:
    """What was taken back belongs to no industry."""
    sweep_after_taking_back()
