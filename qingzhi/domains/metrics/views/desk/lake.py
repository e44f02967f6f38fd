"""Divisions and bodies in the lake, by which other tables find the region of what they keep."""

from qingzhi.engine.lake.tables import LakeTable, lake_table

REGIONS = ("id", "code", "level", "valid_from", "valid_to")
BODIES = ("id", "kind", "region_id", "valid_from", "valid_to")


def register_lake() -> None:
    """Few rows, read whole at each refresh."""
    lake_table(LakeTable("regions", "行政区划", "regions.Region", {one: one for one in REGIONS}))
    lake_table(LakeTable("bodies", "单位", "identity.Body", {one: one for one in BODIES}))
