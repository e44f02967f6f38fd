"""Complaints at a fair that may be about the same."""

from django.db.models import QuerySet

from ..models import FairComplaint


def alike_to(complaint: FairComplaint) -> QuerySet[FairComplaint]:
    """Other complaints of the fair about the same stand and the same right, still open, the earliest first."""
    rows = FairComplaint.objects.select_related("case").filter(
        fair=complaint.fair_id, stand_key=complaint.stand_key, right_key=complaint.right_key, merged_into=None, case__closed_at=None
    )  # fmt: skip
    return rows.exclude(pk=complaint.pk).order_by("counted_from", "pk")
