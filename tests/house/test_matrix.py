"""The permit matrix: address × role × status, held in `access_matrix.csv`, asked of the real demonstration.

A change of who may open what shows as a changed line of that file. Make it anew after a wanted change:
`QINGZHI_DATA=<copy of the demonstration> python -m tests.house.matrix_probe > tests/house/access_matrix.csv`.
"""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.demo import ROOT, demo_copy, environment

REFUSED = {"302", "403", "404", "405", "415"}  # 415: a form that carries a file, before anybody is asked
HELD = Path(__file__).parent / "access_matrix.csv"
on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(on_postgres, reason="the demonstration lies on SQLite")]


@pytest.fixture(scope="module")
def matrix(tmp_path_factory) -> dict[str, dict[str, str]]:
    data = demo_copy(tmp_path_factory.mktemp("matrix") / "data")
    command = [sys.executable, "-m", "tests.house.matrix_probe"]
    asked = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr[-3000:]
    return rows(asked.stdout)


def rows(text: str) -> dict[str, dict[str, str]]:
    return {row["route"]: row for row in csv.DictReader(io.StringIO(text))}


def test_nobody_opens_what_the_matrix_does_not_say(matrix):
    held = rows(HELD.read_text())
    changed = {
        f"{route} as {who}": (held.get(route, {}).get(who), status)
        for route, row in matrix.items()
        for who, status in row.items()
        if held.get(route, {}).get(who) != status
    }
    assert changed == {}, "the first is what access_matrix.csv holds, the second what was answered"
    assert sorted(held.keys() - matrix.keys()) == []


def test_no_address_answers_with_an_error(matrix):
    broken = [
        f"{route} as {who}: {status}"
        for route, row in matrix.items()
        for who, status in row.items()
        if who not in {"route", "guard"} and status.startswith("5")
    ]
    assert broken == []


def test_without_the_permit_both_reading_and_writing_are_refused(matrix):
    open_doors = [
        f"{route} as {who}: {status}"
        for route, row in matrix.items()
        for who, status in row.items()
        if "/" in status and who not in {"route", "guard"}
        for one in status.split("/")
        if one not in REFUSED
    ]
    assert open_doors == []


def test_the_public_is_sent_to_sign_in(matrix):
    let_in = [
        route
        for route, row in matrix.items()
        if row["guard"] != "public" and row["public"] not in {"302", "302/302", "405/302"}
    ]
    assert let_in == []
