"""What a firm's name is made of besides its own word: trades, and how characters sound. Pure."""

import re
from functools import lru_cache

from pypinyin import Style, pinyin

_WORDS = (
    "生物 科技 技术 信息 网络 软件 电子 电力 电气 能源 新能源 光伏 太阳能 环保 环境 材料 新材料 化工 化学 盐业 盐化 矿业 冶金 有色 "
    "金属 机械 制造 设备 装备 仪器 工业 产业 实业 企业 农牧 农牧业 农业 牧业 畜牧 畜牧业 林业 渔业 种业 种植 养殖 种养殖 育种 "
    "食品 饮料 酒业 乳业 粮油 肉食品 加工 药业 制药 医药 藏药 中药 中藏药 医疗 器械 保健品 工艺品 藏毯 地毯 纺织 服饰 民族 用品 "
    "文化 艺术 传媒 传播 旅游 体育 教育 投资 控股 管理 咨询 服务 代理 物流 运输 汽车 贸易 商贸 工贸 进出口 销售 经贸 开发 发展 建设 "
    "建筑 建材 工程 安装 设计 装饰 房地产 置业 水利 水务 水电 勘察 地质 集团 综合 生态 特产 土特产 枸杞 牦牛 青稞 虫草 沙棘"
)
_TAIL = re.compile("(?:" + "|".join(sorted(_WORDS.split(), key=len, reverse=True)) + ")+$")


def split_trade(core: str) -> tuple[str, str]:
    """A firm's own word 「字号」 and its trade: 金诃藏药药业 → 金诃, 藏药药业. The own word keeps two letters at least."""
    for start in range(2, len(core)):
        found = _TAIL.match(core, start)
        if found:
            return core[:start], core[start:]
    return core, ""


@lru_cache(maxsize=30_000)
def sound(char: str) -> str:
    """How a character is read, without tone; itself when it has no reading."""
    return str(pinyin(char, style=Style.NORMAL, errors="default")[0][0])


def sounds(text: str) -> str:
    """The readings of a text, one after another."""
    return " ".join(map(sound, text))


def sounds_alike(one: str, other: str) -> bool:
    """Whether two texts of equal length are read the same."""
    return len(one) == len(other) and all(a == b or sound(a) == sound(b) for a, b in zip(one, other, strict=True))
