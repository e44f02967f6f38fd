"""The head of a notice: title, document number 「发文字号」, issuer, date, period; and where the plan's own text lies."""

import re
from datetime import date
from itertools import pairwise

from .citations import DOCUMENT_NUMBER
from .dates import FIVE_YEAR, find_dates, year_of
from .issuers import ISSUER, number_misprint
from .model import Front, Warning

_SIGNED_DATE = re.compile(
    r"^[(（]?[ \t]*((?:19|20)\d{2}|[二][〇零○OＯ0一二三四五六七八九 ]{3,6})[ \t]*年[ \t]*(\d{1,2}|[一二三四五六七八九十]{1,3})[ \t]*月[ \t]*"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})[ \t]*日(?:[ \t]*(?:印发|发布|施行))?[ \t]*[)）]?$",
    re.M,
)
_LABEL = re.compile(
    r"^(?:标题|名称|文件名称|信息名称|文件标题|发文字号|文号|文件编号|发布文号|发文机关|发布机构|发文单位|制发机关|成文日期|成文时间|发文日期"
    r"|发布日期|发布时间|生成日期|印发日期|实施时间|实施日期|索引号|索取号|主题分类|信息分类|主题词|有效性|时效性|来源|作者|信息来源|责任编辑|浏览次数|点击数"
    r"|公开方式|公开时限|公开形式|体裁分类|组配分类|统一登记号|效力状态|废止日期|失效日期|生效日期)[ \t]*[:：][ \t]*(.*)$"
)
_KIND = r"(?:计划|规划|纲要|方案|意见|办法|要点|措施|细则|规定|决定|通知|清单|工程|行动|条例|任务|分工|规程|指南|任务书|政策|指引|制度|条|表|目标)"
_PERIOD_TAIL = r"(?:[ \t]*[(（][ \t]*(?:(?:19|20)\d{2}[^()（）]{0,14}|试行|暂行|修订[^()（）]{0,4}|征求意见稿|[^()（）]{0,6}年度?)[)）])"
_TITLE_LINE = re.compile(rf"^[^\n。;；!?]{{2,90}}{_KIND}{_PERIOD_TAIL}*$")
_PERIOD_LINE = re.compile(rf"^{_PERIOD_TAIL}+$")
_FORWARDED = re.compile(r"(?:现将|现予|经|《)[^\n]{0,160}")
_OPENING = re.compile(
    r"^(?:各|有关|省|市|为(?:了|深入|认真|全面|进一步|贯彻|加快|推动|促进|加强|落实|切实)|一、|第一章|[(（]一[)）]|目[ \t]*录)"
)


def read_front(text: str) -> Front:
    """Everything that the head and the signature say."""
    signature = _signature(text)
    labels = dict(_labels(text))
    cover = _cover_title(text, labels)
    plan_start, title = _own_title(text, signature, cover)
    quoted = _quoted_title(cover)
    if title and len(_core(quoted)) > len(_core(title)) and _core(quoted).endswith(_core(title)):
        title = quoted
    title = title or quoted or cover
    issued_on = _signed_date(signature) or _labelled_date(labels) or _bracketed_date(text)
    number, number_at = _number(text, labels, plan_start or (signature.start() if signature else 0))
    issuer = _issuer(text, signature, labels, cover, number)
    warnings = []
    if number:
        doubt = number_misprint(number, issuer, issued_on, text)
        if doubt:
            warnings.append(Warning(doubt, number_at, number_at + len(number)))
    titled = period_of(title, cover)
    period = titled or _goal_period(text, title, issued_on)
    tail = _tail(text, signature, plan_start)
    return Front(title, number, issuer, issued_on, period, titled is None, plan_start, tail, tuple(warnings))


def _labels(text: str):
    for line in text[:3000].split("\n"):
        for cell in re.split(r"\t| *\| *", line):
            match = _LABEL.match(cell.strip())
            if match and match[1].strip():
                yield cell.strip().split(":")[0].split("：")[0].strip(), match[1].strip()
        cells = line.split("\t")
        for label, value in pairwise(cells):
            if _LABEL.match(label.strip() + ":") and value.strip():
                yield label.strip().rstrip(":："), value.strip()


def _signature(text: str) -> re.Match | None:
    """The date under the signature: the first one that stands on a line of its own below a body's name.

    A web page's «2017-07-14» is none; a date above the addressees is none either.
    """
    best = None
    for match in _SIGNED_DATE.finditer(text):
        before = [line for line in text[: match.start()].rsplit("\n", 6)[-6:] if line.strip()]
        before = [line for line in before if not re.fullmatch(r"[ \t]*[(（][^()（）]*代?章[)）]", line)]
        if before and _body_line(before[-1]):
            return match
        if best is None and match.start() > 300 and not match.group().startswith(("(", "（")):
            best = match
    return best


def _body_line(line: str) -> bool:
    line = re.sub(r"[ \t]+", "", line)
    return len(line) <= 60 and bool(re.fullmatch(rf"{ISSUER}(?:[(（][^()（）]*[)）])?", line))


def _signed_date(signature: re.Match | None) -> date | None:
    if signature is None:
        return None
    found = find_dates(re.sub(r"[ \t]", "", signature.group()), None)
    return found[0].last if found else None


def _labelled_date(labels: dict[str, str]) -> date | None:
    for label in ("成文日期", "成文时间", "发文日期", "印发日期", "生成日期", "发布日期", "发布时间"):
        match = re.match(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", labels.get(label, ""))
        if match:
            return _date(*map(int, match.groups()))
    return None


def _bracketed_date(text: str) -> date | None:
    """A date under the title: (2017年6月23日) or 苏政发〔2009〕1号 2009年1月5日."""
    match = re.search(
        r"号[ \t]+(\d{4})年(\d{1,2})月(\d{1,2})日[)）]?$|^[(（](\d{4})年(\d{1,2})月(\d{1,2})日[^\n]{0,40}[)）]$",
        text[:1500],
        re.M,
    )
    return _date(*(int(g) for g in match.groups() if g)) if match else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _head_lines(text: str, limit: int = 1500):
    at = 0
    for line in text[:limit].split("\n"):
        yield at, line
        at += len(line) + 1


def _cover_title(text: str, labels: dict[str, str]) -> str:
    """The notice's own title: 「……关于印发……的通知」, joined where it runs over several lines."""
    lines = [(at, line) for at, line in _head_lines(text) if line.strip()]
    for index, (_, line) in enumerate(lines[:25]):
        if _OPENING.match(line) and not _TITLE_LINE.match(line):
            break
        if _LABEL.match(line) or _is_number_line(line):
            continue
        joined = _joined_title([entry for _, entry in lines[index : index + 6]])
        if joined:
            return joined
    for label in ("文件名称", "名称", "标题", "信息名称", "文件标题"):
        if labels.get(label):
            return labels[label]
    return ""


def _joined_title(lines: list[str]) -> str:
    text = ""
    for count, line in enumerate(lines):
        piece = re.sub(r"[ \t]+", "", line)
        if count and (
            _OPENING.match(piece) or _LABEL.match(piece) or _is_number_line(piece) or _SIGNED_DATE.match(piece)
        ):
            break
        if len(piece) > 70 or "。" in piece:
            break
        text += piece
        following = re.sub(r"[ \t]+", "", lines[count + 1]) if count + 1 < len(lines) else ""
        if _PERIOD_LINE.match(following):
            return text + following if _TITLE_LINE.match(text) else ""
        if _TITLE_LINE.match(text) and not (
            text.endswith(("工作", "行动", "任务")) or re.match(r"^.{0,30}的?(?:通知|通告)$", following)
        ):
            return text
    return ""


def _is_number_line(line: str) -> bool:
    return bool(re.fullmatch(rf"[(（]?{DOCUMENT_NUMBER}[)）]?(?:\s.*)?", line.strip()))


def _quoted_title(cover: str) -> str:
    """《……》 or the words between 印发 and 的通知 in a forwarding notice's title."""
    match = re.search(
        r"(?:印发|转发|批转|公布|发布|下达)\s*(?:[^《]{0,30})?[《〈<](.+)[》〉>](?:[^》]{0,10}的?(?:通知|公告|函|决定)?)",
        cover,
    )
    if match:
        return match[1]
    match = re.search(r"(?:关于)?(?:印发|公布|发布|下达)(.{4,80}?)的(?:通知|公告|函)", cover)
    return match[1].strip("《》") if match else ""


def _own_title(text: str, signature: re.Match | None, cover: str) -> tuple[int, str]:
    """Where a forwarded plan begins: its title on a line of its own below the cover note."""
    wanted = re.sub(r"\s", "", _quoted_title(cover))
    wanted_core = _core(wanted)
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text[:30_000])]
    begin = 0
    for index, (at, _) in enumerate(lines):
        if signature is not None and at < signature.end() and len(text) - signature.end() > 200 and not wanted_core:
            continue
        if index <= begin and at == 0:
            continue
        joined, _ = _join_lines(lines, index)
        core = _core(joined)
        if not core or "关于印发" in core or "印发给你们" in core:
            continue
        after_cover = signature is not None and signature.end() <= at < signature.end() + 400
        same = wanted_core and (
            core == wanted_core or (len(core) > 6 and (core in wanted_core or wanted_core.endswith(core)))
        )
        if at > 60 and same and _seems_title(lines, index):
            return at, joined
        if (
            after_cover
            and _TITLE_LINE.match(joined)
            and len(text) - at > 60
            and not re.match(r"附[ \t]*[件表]", joined)
        ):
            return at, joined
    return 0, ""


def _seems_title(lines: list[tuple[int, str]], index: int) -> bool:
    """The line does not stand in the list of attachments or among a page's labels."""
    line = lines[index][1]
    if re.match(r"附[ \t]*[件表]|\d+[.．、]", line) or _LABEL.match(line):
        return False
    return not any(_LABEL.match(other) for _, other in lines[max(0, index - 1) : index + 1])


def _join_lines(lines: list[tuple[int, str]], index: int) -> tuple[str, int]:
    """The title that begins on this line: over two or three lines, with the period below it."""
    text, used = "", 0
    for _, line in lines[index : index + 4]:
        piece = re.sub(r"[ \t]+", "", line)
        if used and _PERIOD_LINE.match(piece):
            return (text + piece, used + 1) if _TITLE_LINE.match(text) else ("", 0)
        if used and _TITLE_LINE.match(text):
            return text, used
        if len(piece) > 60 or re.search(r"[。;；]|^[(（]", piece) or (used and _OPENING.match(piece)):
            break
        text, used = text + piece, used + 1
    return (text, used) if _TITLE_LINE.match(text) else ("", 0)


def _core(title: str) -> str:
    """A title without period, brackets and blanks, for comparing."""
    title = re.sub(r"[(（][^()（）]*[)）]", "", re.sub(r"\s|[“”\"《》〈〉<>]", "", title))
    return title


def _issuer(text: str, signature: re.Match | None, labels: dict[str, str], cover: str, number: str) -> str:
    if signature is not None:
        names: list[str] = []
        for line in reversed(text[: signature.start()].rstrip("\n").split("\n")[-14:]):
            bare = re.sub(r"[ \t]+(?=[\u4e00-\u9fff]{0,3}$)", "", line.strip())
            if not bare or re.fullmatch(r"[(（][^()（）]*代?章[)）]", bare):
                continue
            parts = re.split(r"[ \t]+", line.strip())
            if not all(_body_line(p) for p in parts):
                if _body_line(line):
                    names.insert(0, re.sub(r"[ \t]+", "", line))
                    continue
                break
            names[:0] = parts
        if names:
            return "、".join(re.sub(r"[(（][^()（）]*章[)）]$", "", name) for name in names)
    for label in ("发文机关", "发布机构", "发文单位", "制发机关"):
        if labels.get(label):
            return labels[label]
    ordered = re.match(r"([\u4e00-\u9fff]{2,16}?)令第?\d+号", number)
    if ordered:
        return ordered[1]
    match = re.match(rf"({ISSUER})(?=关于|印发|转发)", cover)
    return match[1] if match else ""


def _number(text: str, labels: dict[str, str], limit: int) -> tuple[str, int]:
    for label in ("发文字号", "文号", "文件编号", "发布文号"):
        match = re.search(DOCUMENT_NUMBER, labels.get(label, ""))
        if match:
            return match.group(), text.find(match.group())
    for at, line in _head_lines(text, max(2500, min(limit, 6000))):
        match = re.search(DOCUMENT_NUMBER, line)
        if match and _is_number_line(line):
            return match.group(), at + match.start()
    order = re.search(r"(?:^|[\s(（日])([\u4e00-\u9fff]{2,20}令第?[ \t]*\d{1,4}[ \t]*号)", text[:400])
    if order:
        return order[1], order.start(1)
    match = re.match(rf"[^\n《]{{0,120}}?({DOCUMENT_NUMBER})", text)
    return (match[1], match.start(1)) if match else ("", 0)


_RANGE = re.compile(r"(20\d{2})\s*年?\s*[—\-–－~～至到一]{1,3}\s*(20\d{2})\s*年?")


def period_of(title: str, cover: str = "") -> tuple[int, int] | None:
    """The years that a title names: 2021—2025年, “十四五”, 2023年."""
    for source in (title, cover):
        outside = re.sub(r"[《〈][^》〉]*[》〉]", "", source) or source
        for candidate in (outside, source):
            match = _RANGE.search(candidate)
            if match and int(match[1]) < int(match[2]):
                return int(match[1]), int(match[2])
        match = re.search(r"[“\"「]?(十[一二三四五六七])五[”\"」]?", outside)
        if match:
            first = FIVE_YEAR[match[1]]
            return first, first + 4
        match = re.search(r"(20\d{2}|二[〇零○][一二三][〇零○一二三四五六七八九])年", outside)
        if match and (year := year_of(match[1])):
            return year, year
    return None


def _goal_period(text: str, title: str, issued_on: date | None) -> tuple[int, int] | None:
    """Without a period in the title: from the year of issue to the nearest year that the goals name."""
    if issued_on is None:
        return None
    years = [int(y) for y in re.findall(r"(?:到|至|力争)(20\d{2})年", text)]
    ahead = sorted(y for y in years if issued_on.year <= y <= issued_on.year + 15)
    if ahead:
        return issued_on.year, ahead[0]
    three = re.search(r"([一二三四五])年(?:行动|攻坚|实施|工作)?(?:计划|方案|行动)", title)
    if three:
        return issued_on.year, issued_on.year + "一二三四五".index(three[1])
    return None


def _tail(text: str, signature: re.Match | None, plan_start: int) -> int:
    """Where the text ends and signature, list of attachments or copies-to begin; 0 where there is none."""
    if signature is None or signature.start() < plan_start or len(text) - signature.end() > 0.9 * len(text):
        match = re.search(r"^(?:抄送|抄报|分送)[:：]", text[plan_start:], re.M)
        return plan_start + match.start() if match else 0
    if plan_start and signature.start() < plan_start:
        return 0
    behind = re.split(r"^附[ \t]*[件表]", text[signature.end() :], maxsplit=1, flags=re.M)[0]
    if re.search(r"^(?:[一二三四五]、|第[一二三]章|[(（][一二三][)）])", behind, re.M):
        return 0
    lines = text[: signature.start()].rstrip("\n").split("\n")
    at = signature.start()
    length = len(text[: signature.start()].rstrip("\n"))
    for line in reversed(lines):
        if line.strip() and not _body_line(line.strip()) and not all(_body_line(p) for p in line.split()):
            break
        at = max(0, length - len(line))
        length = at - 1
    return at
