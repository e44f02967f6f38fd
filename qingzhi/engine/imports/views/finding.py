"""What the views of imports share."""

from django.http import Http404

from qingzhi.base.pages.request import PageRequest

from ..access import kinds_for, visible_batches
from ..kinds import ImportKind
from ..models import Batch


def batch_or_404(request: PageRequest, pk: int) -> Batch:
    """A visible batch."""
    found = visible_batches(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def kind_or_404(request: PageRequest, code: str) -> ImportKind:
    """A kind that the actor may import."""
    found = next((one for one in kinds_for(request.actor) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def own_batch(request: PageRequest, pk: int) -> tuple[Batch, ImportKind]:
    """A batch of a kind that the actor may import; for others it has no such pages."""
    found = batch_or_404(request, pk)
    return found, kind_or_404(request, found.kind)
