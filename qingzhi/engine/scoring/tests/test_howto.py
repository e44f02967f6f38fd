"""The lines that docs/howto/check-a-draw.md gives to readers find the same as the program."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qingzhi.engine.scoring.actions import accept_seat, decline_seat, recuse
from qingzhi.engine.scoring.models import Round, Seat, Sheet
from qingzhi.engine.scoring.queries import draw_record
from qingzhi.engine.scoring.testing import expert_of, make_drawn_round

pytestmark = pytest.mark.django_db
HOWTO = Path(__file__).parents[4] / "docs" / "howto" / "check-a-draw.md"


def test_a_reader_with_python_alone_repeats_the_draw(tmp_path):
    make_drawn_round(experts=14, entries=6, groups=("A", "B"), conflicts=[(one, one % 6) for one in range(6)])
    seat = Seat.objects.first()
    decline_seat(actor=expert_of(seat), seat=seat, reason="出差")
    other = Seat.objects.filter(state="offered").first()
    accept_seat(actor=expert_of(other), seat=other, declared=True)
    recuse(actor=expert_of(other), sheet=Sheet.objects.first(), reason="认出项目")
    record = tmp_path / "record.json"
    record.write_text(json.dumps(draw_record(Round.objects.get())))
    script = tmp_path / "check.py"
    script.write_text(re.search(r"```python\n(.*?)```", HOWTO.read_text(), re.S).group(1))
    told = subprocess.run([sys.executable, str(script), str(record)], capture_output=True, text=True, check=True).stdout
    assert told.split("\n")[:3] == ["1 agrees", "2 agrees", "3 agrees"]
    changed = draw_record(Round.objects.get())
    changed["draws"][0]["drawn"]["A"].reverse()
    record.write_text(json.dumps(changed))
    told = subprocess.run([sys.executable, str(script), str(record)], capture_output=True, text=True, check=True).stdout
    assert told.startswith("1 DIFFERS")
