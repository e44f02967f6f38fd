"""The demonstration province: built by the real actions, on the days on which things would have happened.

Each step looks for what is there and adds what is missing, so that a second run changes nothing and a run that was cut
off is completed by the next.
"""

import time
from collections.abc import Callable

from django.db import transaction

from qingzhi.base.identity.models import User

from .accounts import accounts_text
from .pin import pin_day, require_demonstration
from .scenes import SCENES, finish
from .stage import Stage

__all__ = ["accounts_text", "build_demo"]


def build_demo(say: Callable[[str], None]) -> None:
    """Build or complete the demonstration; refuses where real accounts are."""
    require_demonstration()
    stage = Stage(say)
    pin_day(stage.province.facts["demo"]["today"])
    changed = False
    for title, play in SCENES:
        began = time.monotonic()
        with transaction.atomic():
            done = play(stage)
        if done:
            changed = True
            said = "" if done is True else f" {done}"
            say(f"演示：{title}{said}（{time.monotonic() - began:.1f} 秒）")
    if changed:
        began = time.monotonic()
        finish()
        say(f"演示：送达事件、封印审计、提醒（{time.monotonic() - began:.1f} 秒）")
    say(f"演示省份已就绪：账号 {User.objects.filter(is_demo=True).count()} 个")
