"""The vocabulary of the made-up patents: real words (of our notice, of pypinyin's list of phrases), by frequency."""

import random
import re
from functools import lru_cache
from pathlib import Path

NOTICE = Path(__file__).resolve().parents[1] / "qingzhi/config/provinces/qinghai/notice.txt"
SIZE = 20_000
FILLERS = (
    "的 一种 所述 和 包括 与 在 有 中 为 设置 进行 方法 装置 通过 于 其 连接 上 本 及 发明 该 公开 将 后 制备 采用 系统 用于 "
    "具有 使 内 固定 实用 新型"
).split()  # what abstracts of patents are full of, most frequent first
SINGLE = "水 光 电 油 盐 土 酒 茶 板 管 轮 杆 网 箱 泵 阀 膜 药 肉 草".split()
COMMON = slice(6, 300)  # ranks from which questions take their words: in one abstract of three to one of thirty
SHARES = {2: 0.80, 3: 0.12, 4: 0.08}  # of the lengths of words


@lru_cache(maxsize=1)
def vocabulary() -> list[str]:
    """Words from the most frequent on; the same in every run with the same libraries."""
    import rjieba
    from pypinyin.constants import PHRASES_DICT

    notice = NOTICE.read_text(encoding="utf-8")
    dice = random.Random(18)
    han = re.compile(r"[\u4e00-\u9fff]{2,4}")
    known = [word for word in dict.fromkeys(rjieba.cut(notice)) if han.fullmatch(word)]
    listed = sorted(word for word in PHRASES_DICT if han.fullmatch(word) and rjieba.has_word(word))
    dice.shuffle(listed)
    chosen = dict.fromkeys(SINGLE)
    for length, share in SHARES.items():
        of_length = [word for word in [*known, *listed] if len(word) == length]
        chosen.update(dict.fromkeys(of_length[: int(SIZE * share)]))
    for word in FILLERS:
        chosen.pop(word, None)
    mixed = list(chosen)
    dice.shuffle(mixed)
    return [*FILLERS, *mixed]
