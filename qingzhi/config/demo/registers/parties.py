"""Rows of the made-up parties, as a register of enterprises exports them."""

from collections.abc import Iterator

from .holders import KINDS, Cast
from .world import World

HEADS = {
    "name": "主体名称", "kind": "主体类型", "credit_code": "统一社会信用代码", "former_name": "曾用名", "address": "住所", "region": "所在地区",
    "industry": "行业代码", "founded_on": "成立日期", "staff": "从业人员", "revenue": "营业收入（万元）", "flags": "资质",
}  # fmt: skip
FLAGS = (("高新技术企业", 5), ("科技型企业", 9), ("科技小巨人企业", 1), ("知识产权优势企业", 0.3), ("老字号", 0.6))


def parties(world: World, cast: Cast) -> Iterator[dict[str, str]]:
    """Organisations of the province; persons and strangers come into the register with their rights."""
    for number, holder in enumerate(cast.everybody):
        chance = world.chance("flags", number)
        flags = [flag for flag, percent in FLAGS if holder.kind == "enterprise" and chance.random() * 100 < percent]
        yield {
            "name": holder.name,
            "kind": KINDS[holder.kind],
            "credit_code": holder.code,
            "former_name": holder.old_name,
            "address": holder.address,
            "region": holder.region,
            "industry": holder.topic.gbt,
            "founded_on": holder.founded.isoformat() if holder.founded else "",
            "staff": str(holder.staff),
            "revenue": str(holder.revenue),
            "flags": ";".join(flags),
        }
