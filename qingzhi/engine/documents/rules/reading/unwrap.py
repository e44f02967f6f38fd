"""Lines that were broken at the margin (text copied from PDF or e-mail) are joined into paragraphs."""

import re

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\u0085\x0b\x0c]|\n")
_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP = tuple("。；;：:！？!?”」》)）…")
STARTS = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]"
    r"|\d+[.．、](?!\d)|[①-⑳]|[—－─-]{2,}|专栏|附件|附表|附:|附：|[《“])"
)


_SENTENCE = re.compile(r"[。；;，,]")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[【(（]\d{4}[〕\]】)）]第?\d{1,5}号\s*$")


def unwrap(text: str) -> list[str]:
    """The lines of the text; joined where most of them are cut at one width in mid-sentence."""
    lines = _LINE_ENDS.split(text)
    width = _wrap_width(lines)
    if not width:
        return lines
    joined: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if joined and _continues(before, line, width):
            joined[-1] = joined[-1] + line.strip()
        else:
            joined.append(line)
    return joined


def _wrap_width(lines: list[str]) -> int:
    """The common width of full lines, 0 where the text is not hard-wrapped."""
    widths = [len(line.rstrip()) for line in lines if line.strip()]
    if len(widths) < 12 or max(widths) > 90:
        return 0
    width = sorted(widths)[int(len(widths) * 0.9)]
    full = [line for line in lines if len(line.rstrip()) >= width - 3]
    cut = [line for line in full if not line.rstrip().endswith(_STOP) and _HAN.search(line)]
    if width >= 16 and len(cut) >= 0.3 * len(widths):
        return width
    return _wall(lines, max(widths), len(widths))


def _wall(lines: list[str], width: int, count: int) -> int:
    """The longest line's width where many lines run just up to it and break off in mid-sentence."""
    full = [line for line in lines if len(line.rstrip()) >= width - 2 and _HAN.search(line)]
    cut = [line for line in full if not line.rstrip().endswith(_STOP)]
    return width if width >= 16 and len(full) >= max(5, 0.1 * count) and len(cut) >= 0.6 * len(full) else 0


def _continues(before: str, line: str, width: int) -> bool:
    """Whether `line` goes on a paragraph whose line above ran to the margin."""
    if not line.strip() or "\t" in line or len(before.rstrip()) < width - 3:
        return False
    stopped = before.rstrip().endswith(_STOP)
    if stopped and len(line.strip()) < 0.6 * width and not _SENTENCE.search(line):
        return False  # a signature or a heading below a full last line
    if not stopped and line.startswith(("《", "“")):
        return True
    return not STARTS.match(line) and not _NUMBER.match(line) and not line.startswith(("\u3000", "  "))
