"""Citations 「引用」: 《title》 with its document number, and numbers that stand alone."""

import re

from .model import Citation, Front

DOCUMENT_NUMBER = r"[\u4e00-\u9fff×]{1,14}(?:[(（][\u4e00-\u9fff]{1,6}[)）])?[〔\[【(（﹝［][ \t]*(?:19|20)\d{2}[ \t]*[〕\]】)）﹞］][ \t]*(?:第[ \t]*)?\d{1,5}[ \t]*号"
_NUMBER = re.compile(DOCUMENT_NUMBER)
_STANDARD = re.compile(r"(?:GB|GB/T|DB\d{2}/?T?|ISO|WIPO)[ /]?[T]?[ ]?\d{3,5}(?:[.-]\d+)*(?:[-—]\d{4})?")
_LEADING_WORDS = re.compile(
    r"^(?:根据|按照|依据|依照|贯彻|落实|参照|执行|见|即|和|及|与|以及|同时|废止|精神|要求|文件|关于|的|原|由|对|在|将|以|现|本|日|月)+"
)
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,14}(?:令)第?\d{1,4}号")


def find_citations(text: str, front: Front) -> list[Citation]:
    """Every 《title》 and every document number outside one, in order; the notice itself is none."""
    found = [*_titles(text, front)]
    covered = [(c.start, c.end) for c in found]
    own = re.sub(r"\s", "", front.number)
    for pattern in (_NUMBER, _ORDER):
        for match in pattern.finditer(text):
            lead = _LEADING_WORDS.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            number = text[start : match.end()]
            if (
                re.sub(r"\s", "", number) == own
                or any(a <= start < b for a, b in covered)
                or not re.match(r"[\u4e00-\u9fff×]", number)
            ):
                continue
            found.append(Citation(None, number, start, match.end(), "C03"))
            covered.append((start, match.end()))
    return sorted(found, key=lambda c: c.start)


def _titles(text: str, front: Front):
    own = _core(front.title)
    short_names = set(re.findall(r"(?:以下简称|下称|简称)[:：]?[《“]([^》”]{2,20})[》”]", text))
    for start, end in _outer_marks(text):
        title = text[start + 1 : end - 1]
        if "\n" in title or not title.strip() or title in short_names:
            continue
        core = _core(title)
        if own and (core == own or (len(core) > 6 and core.endswith("印发" + own + "的通知"))):
            continue
        number = re.match(
            rf"[ \t]*[(（][ \t]*({DOCUMENT_NUMBER}|[^()（）]{{0,14}}令第?\d+号|{_STANDARD.pattern})[^()（）]*[)）]",
            text[end : end + 80],
        )
        if number:
            yield Citation(title, number[1], start, end + number.end(), "C02")
        else:
            yield Citation(title, None, start, end, "C01")


def _outer_marks(text: str):
    """《…》 with 《…》 or 〈…〉 inside counted once."""
    depth, start = 0, 0
    for match in re.finditer(r"[《》\n]", text):
        sign = match.group()
        if sign == "《":
            start = match.start() if depth == 0 else start
            depth += 1
        elif sign == "\n":
            depth = 0
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()


def _core(title: str) -> str:
    return re.sub(r"[(（][^()（）]*[)）]|\s|[“”\"《》〈〉<>]", "", title)
