"""The catalogue of folk-cultural resources of the demonstration: made-up contents under well-known names, all marked 示例."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.base.regions.models import Region
from qingzhi.domains.rights.actions.folk import add_folk_work, begin_reading, give_folk_consent, register_folk_item
from qingzhi.domains.rights.models import FolkCategory, FolkItem

from .stage import Stage, day

ENTERED_AT = datetime(2018, 6, 30, 17, 30)
NAMES = (
    "code", "name", "name_tibetan", "level", "community", "carriers", "summary", "access_level", "access_reason",
    "knowledge", "state", "sources",
)  # fmt: skip


def register_folk(stage: Stage) -> int | bool:
    """Enter the resources, the works made from them, a consent and a reading on the strength of it."""
    if FolkItem.objects.exists():
        return False
    clerk = stage.actor("registry")
    regions = {one.code: one for one in Region.objects.all()}
    categories = {one.code: one for one in FolkCategory.objects.all()}
    rows = stage.rows("folk")
    with clock.fixed(ENTERED_AT):
        items = {
            row["code"]: register_folk_item(
                actor=clerk, region=regions[row["region"]], category=categories[row["category"]], is_sample=True,
                **{name: row[name] for name in NAMES},
            )
            for row in rows
        }  # fmt: skip
        for row in stage.rows("folk_works"):
            facts = {name: row[name] for name in ("title", "maker", "agreed")}
            add_folk_work(actor=clerk, item=items[row["item"]], made_on=day(row["made_on"]), **facts)
        _consented(stage, next(one for one in items.values() if one.access_level == "consent"))
    return len(items)


def _consented(stage: Stage, item: FolkItem) -> None:
    """One community agreed that one office reads, and it did."""
    give_folk_consent(
        actor=stage.actor("registry"), item=item, body=stage.bodies["qh-culture"], purpose="编写传承保护方案（示例）",
        given_by="村民代表（示例）", basis="村民会议同意书，2018年6月（示例）", valid_from=day("2018-06-01"),
        valid_to=day("2019-06-01"),
    )  # fmt: skip
    begin_reading(actor=stage.actor("culture"), item=item, purpose="核对传承保护方案中的染色工序（示例）")
