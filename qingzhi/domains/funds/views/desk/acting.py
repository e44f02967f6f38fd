"""What the views of money share: forms that carry an action, the trail of a record."""

from functools import partial

from django.db import models

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.pages import acting

acted = partial(acting.acted, template="funds/form.html", refused_status=409)


def drawer(*found: models.Model) -> list[AuditEntry]:
    """What was done to one or several records of a kind, newest first."""
    if not found:
        return []
    kind, numbers = found[0]._meta.label, [str(one.pk) for one in found]
    return list(AuditEntry.objects.filter(object_kind=kind, object_id__in=numbers).order_by("-pk")[:50])
