"""Getting at a record for writing."""

from ..models import Party
from ..refusals import ChangedMeanwhile, PartyMerged


def locked(party: Party) -> Party:
    """The party, locked; a record that was merged into another is not worked on any more."""
    found = Party.objects.select_for_update(of=("self",)).select_related("region", "merged_into").get(pk=party.pk)
    if found.merged_into is not None:
        raise PartyMerged(f"该记录已归并至“{found.merged_into.name}”，请在该主体上办理")
    return found


def locked_family(*parties: Party) -> dict[int, Party]:
    """Several records and those that stand for their families, locked in the order of their numbers."""
    wanted = {party.pk for party in parties}
    roots = set(Party.objects.filter(pk__in=wanted).values_list("root_id", flat=True)) - {None}
    ids = sorted(wanted | {int(root) for root in roots if root})
    found = {one.pk: one for one in Party.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    if any(found[pk].root_pk not in found for pk in wanted):
        raise ChangedMeanwhile("该主体刚刚被他人归并，请刷新后再办理")
    return found
