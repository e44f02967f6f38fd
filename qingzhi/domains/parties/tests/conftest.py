"""What tests of parties share."""

import csv
from pathlib import Path

import pytest

from qingzhi.base.permits import SYSTEM

from ..actions import load_party_rules

REFERENCE = Path(__file__).parents[3] / "config" / "reference"


def rows(name):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def size_rules(db):
    """The dated rows by which names and sizes are judged; loading them twice changes nothing."""
    load = {"actor": SYSTEM, "thresholds": rows("name_thresholds"), "sizes": rows("size_rules")}
    assert load_party_rules(**load) > 30 and load_party_rules(**load) == 0
