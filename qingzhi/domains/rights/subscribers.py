"""What happens to rights when parties are merged or parted: they are found under other names."""

from collections.abc import Iterable

from qingzhi.base.events.bus import subscribe
from qingzhi.domains.parties.events import MergeUndone, PartiesMerged, PartyChanged

from .actions.holders_reindexing import reindex_rights_of


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
