"""Finding a classification mark 「国家秘密标志」 in a text. Pure.

The mark is level, star and term, such as 机密★10年 or 绝密★ (保守国家秘密法 (2024) art. 22; 国家秘密定密管理规定).
Words such as 商业秘密 or 保守国家秘密法 in running text are not marks.
"""

import re

BANNER = "本系统为非涉密系统，严禁录入、上传国家秘密和工作秘密。"

_SPACE = r"[\s\u3000]*"
_MARK = re.compile(
    rf"(绝{_SPACE}密|机{_SPACE}密|秘{_SPACE}密){_SPACE}[★☆✩✭⭐]{_SPACE}(长期|启用前|[\d〇零一二三四五六七八九十百]+{_SPACE}[年月天])?"
)
_FIELD = re.compile(rf"(?:^|\n){_SPACE}(?:密{_SPACE}级|秘密等级)[:：]?{_SPACE}(绝密|机密|秘密)")


def classification_mark(text: str) -> str | None:
    """The classification mark that a text bears, as written; None when it bears none."""
    for pattern in (_MARK, _FIELD):
        if found := pattern.search(text):
            return re.sub(r"\s+", "", found.group(0))
    return None


class ClassifiedText(Exception):
    """The text bears a classification mark and may not be entered; `reason` is fit for a page."""

    def __init__(self, mark: str):
        self.mark = mark
        self.reason = f"内容带有密级标志“{mark}”。{BANNER}本次提交未保存，请立即按保密规定处理。"
        super().__init__(self.reason)


def refuse_classified(*texts: str) -> None:
    """Raise `ClassifiedText` when any of the texts bears a mark."""
    for text in texts:
        if mark := classification_mark(text):
            raise ClassifiedText(mark)
