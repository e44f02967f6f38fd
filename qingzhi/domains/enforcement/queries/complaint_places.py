"""The regions that the public chooses from."""

from qingzhi.base.regions.models import Region


def regions() -> list[tuple[str, str]]:
    """Code and name of each prefecture of today."""
    rows = Region.objects.filter(valid_to=None, level="prefecture").order_by("code")
    return list(rows.values_list("code", "name"))
