"""The vocabulary of the made-up patents: words of our notice and words put together from its characters, by frequency."""

import random
import re
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

NOTICE = Path(__file__).resolve().parents[1] / "qingzhi/config/provinces/qinghai/notice.txt"
SIZE = 20_000
FILLERS = [
    "的",
    "一种",
    "所述",
    "和",
    "包括",
    "与",
    "在",
    "有",
    "中",
    "为",
    "设置",
    "进行",
    "方法",
    "装置",
    "通过",
    "于",
    "其",
    "连接",
    "上",
    "本",
    "及",
    "发明",
    "该",
    "公开",
    "将",
    "后",
    "制备",
    "采用",
    "系统",
    "用于",
    "具有",
    "使",
    "内",
    "固定",
    "实用",
    "新型",
]  # what abstracts of patents are full of, most frequent first
COMMON = slice(3, 600)  # ranks from which questions take their words
LENGTHS, SHARES = (1, 2, 3, 4), (3, 75, 14, 8)  # of Chinese words, in percent


@lru_cache(maxsize=1)
def vocabulary() -> list[str]:
    """Words from the most frequent on; the same in every run."""
    import rjieba

    notice = NOTICE.read_text(encoding="utf-8")
    dice = random.Random(18)
    known = [word for word in dict.fromkeys(rjieba.cut(notice)) if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word)]
    characters = sorted(set(re.findall(r"[\u4e00-\u9fff]", notice)))
    dice.shuffle(characters)
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(characters))))
    others = dict.fromkeys(known)
    while len(others) + len(FILLERS) < SIZE:
        length = dice.choices(LENGTHS, SHARES)[0]
        others["".join(dice.choices(characters, cum_weights=weights, k=length))] = None
    for word in FILLERS:
        others.pop(word, None)
    mixed = list(others)
    dice.shuffle(mixed)
    return [*FILLERS, *mixed]
