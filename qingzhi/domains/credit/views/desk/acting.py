"""What the views of credit share: finding among visible rows, forms that carry an action."""

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404

from qingzhi.base.pages import acting
from qingzhi.base.pages.request import PageRequest

from ...access import visible_archives
from ...models import Archive
from ...queries.archives import parties
from ...refusals import ValueNotValid

acted = partial(acting.acted, template="credit/form.html")


def found_archive(request: PageRequest, archive_id: int) -> Archive:
    """An archive that the actor sees."""
    rows = visible_archives(request.actor).select_related("party", "subject")
    return get_object_or_404(rows, pk=archive_id)


def party_by_code(code: str) -> Any:
    """The party of the register with this code; refuses where there is none."""
    wanted = "".join(code.split()).upper()
    found = parties().select_related("root__subject", "subject", "region").filter(credit_code=wanted).first()
    if found is None:
        raise ValueNotValid("登记簿中没有这个代码，请先登记主体", "credit_code")
    return found
