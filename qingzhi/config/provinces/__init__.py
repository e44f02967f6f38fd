"""Provinces: each folder holds what is true of one province only, as data."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Province:
    """The files of one province."""

    folder: Path
    facts: Mapping[str, Any]

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of `name`.csv; none when the province has no such file."""
        return read_rows(self.folder / f"{name}.csv")

    def path(self, name: str) -> Path:
        return self.folder / name


@cache
def current_province() -> Province:
    """The province that this installation serves (`QINGZHI_PROVINCE`)."""
    return province_named(settings.QINGZHI_PROVINCE)


def province_named(name: str) -> Province:
    """The province of that folder; raises SystemExit with one line when there is none."""
    folder = HERE / name
    if not (folder / "province.toml").is_file():
        raise SystemExit(f"QINGZHI_PROVINCE：没有省份“{name}”，应是 qingzhi/config/provinces 下的一个文件夹")
    with (folder / "province.toml").open("rb") as file:
        return Province(folder, tomllib.load(file))


def read_rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
