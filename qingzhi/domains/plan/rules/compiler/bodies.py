"""Responsible bodies 「责任单位」 in every usual form, with roles.

Names are kept as written: in 「省科技厅、财政厅」 the second stays 「财政厅」, since only the reader knows whether
it is the province's. What is safe is cutting: 「、」 parts names, 「和」 parts them only where a whole name ends before it.
"""

import re
from dataclasses import dataclass

from .model import Body

SUFFIX = (
    r"(?:人民政府|政府|委员会|办公厅|办公室|联席会议|领导小组|指挥部|人民法院|法院|人民检察院|检察院|管理局|管委会|总局|分局|支行|海关|厅|局|委|办|院|部|会"
    r"|部门|单位|地区|公司|集团|中心|银行|协会|联盟|联合会|大学|学院|高校|院所|研究院|处|室|所|署|站|台|社|团|园区|开发区|新区|高新区|机构|企业|市|州|县|区|省|街道|乡镇|镇"
    r"|专班|国资委|法工委|党校|军区|监管|税务|气象|烟草|邮政|电信|移动|联通)"
)
_ENDS = re.compile(SUFFIX + r"(?:[(（][^()（）]*[)）])?$")
_LABEL = re.compile(
    r"(?P<lead>牵头(?:责任|负责|落实)?|主办|主要责任|第一责任|牵头和责任|主责)(?:单位|部门|地区|主体|处室)(?:\s*[:：]|为)"
    r"|(?P<support>配合|协办|参与|协助|参加|支持|协同|责任配合|协作)(?:单位|部门|地区|主体|处室|落实单位)(?:\s*[:：]|为)"
    r"|(?P<joint>责任|落实|实施|主管|承办|负责|组织|完成|推进|分工|任务|承担)(?:单位|部门|地区|主体|处室|分工|科室)(?:\s*[:：]|为)"
    r"|(?P<joint2>分工|职责分工|责任人)\s*[:：]"
)
_DUTY = re.compile(
    r"(?P<lead>(?:共同|联合|总)?牵头(?:负责|推进|落实|组织|实施)?)"
    r"|(?P<support>(?:协同|协助|积极|做好|予以|共同)?(?:配合|参与|参加|协助)(?:推进|落实|实施|做好)?)"
    r"|(?P<joint>(?:等)?(?:[,，]?按照?(?:各自)?(?:的)?职(?:责|能)(?:分工|任务)?)?(?:分别|共同|分工|各自|组织|具体|联合)*(?:负责(?:实施|落实|推进)?|组织实施|抓好落实|落实|实施|承担|推进)|按照?(?:各自)?职责分工)"
)
_BRACKETS = re.compile(
    r"[(（]((?:[^()（）\n]|[(（][^()（）\n]{0,30}[)）]){2,400})[)）]|[\[［【〔]((?:[^\[\]［］【】〔〕\n]){2,400})[\]］】〕]"
)
_LABEL_LINE = re.compile(
    r"^[ \t]*[【\[]?(?:"
    + _LABEL.pattern.replace("?P<lead>", "?:")
    .replace("?P<support>", "?:")
    .replace("?P<joint>", "?:")
    .replace("?P<joint2>", "?:")
    + r")[】\]]?[^\n]{2,400}$",
    re.M,
)
_LABEL_TAIL = re.compile(r"(?<=[。；;])[ \t]*(?:牵头|责任|主办|落实|实施)(?:单位|部门)[:：][^\n。]{2,300}")
_FIRST_LEADS = re.compile(
    r"(?:(?:排|列|位|居)(?:名|序)?(?:在|于)?(?:第一|首|最前)(?:位|个|名|面)?|第一个|首个)(?:的|者)?(?:责任)?(?:部门|单位)?(?:均)?(?:为|是|系)?(?:总?牵头|主责)"
)
_REMARK = re.compile(
    r"[,，;；。]\s*(?:其中)?[^,，;；。]{0,8}(?:排|列|位|居|第一个|首个)[^,，;；。]{0,16}牵头[^;；。]{0,12}$|[,，;；。]\s*(?:以)?下同$"
)
"""「列首位的为牵头单位,下同」 behind the names."""
_TRAILING = re.compile(
    r"(?<=[。；;)）\n])[ \t]*([^。；;\n“”《》\d]{4,240}?(?:负责|落实|配合|参与|协助|牵头|实施|推进))[ \t]*[。；;]?(?=\n|$|[^,，、])"
)
_CUT = re.compile(r"[、，,;；/\s]+|(?<=[局厅委办院部会府位门])(?:和|及|与|以及|会同|并会同)(?=[\u4e00-\u9fff])")
_PARTS = re.compile(
    r"(?:发展|资源|信息化?|住房|文化|卫生|规划|民族|新闻|经济|体育|教育|科技|商务|财政|市场|质量|城市|农业|交通)$"
)
_NOISE = re.compile(
    r"^(?:由|请|以及|及|和|与|并|其中|各项|以上|上述|均|为|是|[:：])+|(?:等(?:有关|相关)?(?:部门|单位)?|(?:等)?按.*|分别|共同|具体|联合|积极|等|为|[,，。.;；])+$"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies named at one place; they answer for the measures before it."""

    start: int
    end: int
    bodies: tuple[Body, ...]


def first_is_lead(text: str) -> bool:
    """Whether the notice says that the first body named leads 「排在第一位的为牵头单位」."""
    return bool(_FIRST_LEADS.search(text))


def find_groups(text: str, lead_first: bool) -> list[Group]:
    """Every bracket or line that names responsible bodies."""
    groups = []
    for match in _BRACKETS.finditer(text):
        bodies = parse_bodies(match[1] or match[2], lead_first)
        if bodies:
            groups.append(Group(match.start(), match.end(), bodies))
    for match in _LABEL_LINE.finditer(text):
        inside = any(g.start <= match.end() and match.start() <= g.end for g in groups)
        bodies = () if inside else parse_bodies(match.group().strip(" \t【】[]"), lead_first)
        if bodies:
            groups.append(Group(match.start(), match.end(), bodies))
    for match in _LABEL_TAIL.finditer(text):
        inside = any(g.start <= match.start() < g.end for g in groups)
        bodies = () if inside else parse_bodies(match.group(), lead_first)
        if bodies:
            groups.append(Group(match.start(), match.end(), bodies))
    groups.extend(_sentences_of_bodies(text, groups, lead_first))
    return _merged(sorted(groups, key=lambda g: g.start), text)


def _sentences_of_bodies(text: str, known: list[Group], lead_first: bool):
    """「省农业农村厅、省市场监管局按职责分别负责。」 behind the measures that it answers for."""
    for match in _TRAILING.finditer(text):
        inside = any(g.start <= match.start(1) < g.end for g in known)
        if inside or not _names_only(match[1]):
            continue
        bodies = parse_bodies(match[1], lead_first)
        if bodies:
            yield Group(match.start(1), match.end(), bodies)


def _names_only(content: str) -> bool:
    """Nothing but names of bodies and what part they take."""
    at, pieces = 0, []
    for match in _DUTY.finditer(content):
        pieces.append(content[at : match.start()])
        at = match.end()
    if not pieces or content[at:].strip():
        return False
    names = [n for p in pieces for n in parse_names(p.strip(",，;；、 "))]
    return bool(names) and all(_OFFICE.match(n) for n in names)


def _merged(groups: list[Group], text: str) -> list[Group]:
    """Lines of one list 「牵头单位:…」 「配合单位:…」 are one group, the line 「完成时限:…」 below them too."""
    merged: list[Group] = []
    for group in groups:
        if merged and not text[merged[-1].end : group.start].strip(" \n\t、,，;；。"):
            merged[-1] = Group(merged[-1].start, group.end, _once([*merged[-1].bodies, *group.bodies]))
        else:
            merged.append(group)
    return [_with_limit(group, text) for group in merged]


_LIMIT = re.compile(r"[\s,，;；。]*[【\[]?(?:完成|办结)?(?:时限|时间|期限)(?:要求|安排)?[】\]]?[:：][^\n]{2,60}")


def _with_limit(group: Group, text: str) -> Group:
    limit = _LIMIT.match(text, group.end) if text[group.start] not in "(（[［【〔" else None
    return Group(group.start, limit.end(), group.bodies) if limit else group


def parse_bodies(content: str, lead_first: bool = False) -> tuple[Body, ...]:
    """The bodies of 「责任单位:…」, 「…牵头,…配合」, 「…按职责分别负责」; empty where it names none."""
    content = _REMARK.sub("", _REMARK.sub("", content.strip()))
    content = re.sub(r"[,，;；]?(?:完成时限|时限|完成时间|时间进度|时间安排)(?:要求)?[:：].*$", "", content.strip())
    if _LABEL.search(content):
        return _assigned(_by_label(content), lead_first)
    tail = content.rstrip("。;； ")
    last = None
    for match in _DUTY.finditer(tail):
        last = match
    if last is None or last.end() < len(tail):
        return _assigned([("joint", _bare_names(tail))], lead_first)
    return _assigned(_by_duty(tail), lead_first)


_OFFICE = re.compile(
    r"^(?!发至|含|不含|原|即|包括)[\u4e00-\u9fff]{1,26}(?:厅|局|委|办|部|委员会|办公厅|办公室|政府|法院|检察院|管委会|部门|单位|公司|银行|海关|支行|协会|科协|妇联|总工会|贸促会|开发区|高新区)(?:[(（][^()（）]*[)）])?$"
)


def _bare_names(content: str) -> list[str]:
    """(省发展改革委、省生态环境厅,各设区市人民政府): names and nothing else."""
    names = parse_names(content)
    if not names or re.search(r"\d|《|“", content) or not all(_OFFICE.match(n) for n in names):
        return []
    return names if len(names) > 1 or re.match(r"[省市县区州各国]", names[0]) else []


def parse_names(content: str) -> list[str]:
    """The names of a plain list (a table's cell)."""
    return [name for name in (_clean(part) for part in _split(content)) if name]


def _by_label(content: str):
    labels = list(_LABEL.finditer(content))
    ends = [m.start() for m in labels[1:]] + [len(content)]
    for match, end in zip(labels, ends, strict=True):
        role = next(k for k, v in match.groupdict().items() if v).rstrip("2")
        piece = content[match.end() : end]
        if role == "joint" and re.search(r"牵头|配合|负责|会同", piece):
            yield from _by_duty(piece)
        else:
            yield role, parse_names(piece)


def _by_duty(content: str):
    at = 0
    for match in _DUTY.finditer(content):
        piece = content[at : match.start()].strip(",，;；、 ")
        at = match.end()
        role = match.lastgroup
        if (role == "lead" and piece.startswith(("会同", "与"))) or not piece:
            continue
        together = re.split(r"(?:会同|联合)(?=[省市县州区各\u4e00-\u9fff])", piece, maxsplit=1)
        names = [n for n in parse_names(together[0]) if _ENDS.search(n)]
        if len(together) == 2 and _ENDS.search(together[0].strip("、,， ")):
            yield "lead", names
            yield "support", [n for n in parse_names(together[1]) if _ENDS.search(n)]
        elif names:
            yield role, names
    rest = content[at:].strip(",，;；、。 ")
    if rest and at == 0:
        yield "joint", [n for n in parse_names(rest) if _ENDS.search(n)]


def _assigned(pairs, lead_first: bool) -> tuple[Body, ...]:
    groups = [(role, names) for role, names in pairs if names]
    has_lead = any(role == "lead" for role, _ in groups)
    bodies: list[Body] = []
    for role, names in groups:
        for index, name in enumerate(names):
            actual = role
            if role == "joint" and not has_lead and (len(groups) == 1 or all(r != "joint" for r, _ in groups[1:])):
                if len(names) == 1:
                    actual = "lead"
                elif lead_first:
                    actual = "lead" if index == 0 else "support"
            bodies.append(Body(name, actual))
    return _once(bodies)


def _once(bodies: list[Body]) -> tuple[Body, ...]:
    found: dict[str, Body] = {}
    for body in bodies:
        found.setdefault(body.name, body)
    return tuple(found.values())


def _split(content: str) -> list[str]:
    """The list cut into names; brackets stay whole, and 「和」 inside a name such as 人力资源和社会保障厅 does too."""
    parts, at = [], 0
    masked = "".join("·" if depth or c in "()（）" else c for c, depth in _depths(content))
    for match in _CUT.finditer(masked):
        parts.append(content[at : match.start()])
        at = match.end()
    parts.append(content[at:])
    return parts


def _depths(content: str):
    depth = 0
    for char in content:
        if char in "(（":
            depth += 1
        yield char, depth
        if char in ")）":
            depth = max(0, depth - 1)


def _clean(name: str) -> str:
    before = None
    name = name.strip()
    while before != name:
        before, name = name, _NOISE.sub("", name).strip(" ,，、。；;:：")
    if name.endswith((")", "）")) is False and re.search(r"[(（][^()（）]*$", name):
        name = re.split(r"[(（]", name)[0]
    return name if 2 <= len(name) <= 40 and re.search(r"[\u4e00-\u9fff]", name) else ""


_ORDERED = re.compile(r"(?:要|应|须|必须|应当|负责|会同|牵头|依据|根据本|按照|结合|每[年月季半])")
_WHO = re.compile(
    r"^(?:请)?(?:各|省|市|县|区|州|盟|旗|自治区|国家|中央|全省各|[\u4e00-\u9fff、]{2,40}?(?:部门|机关|[局厅委]|法院|检察院|银行)(?=要|应|须|必须|会同|牵头|负责|按))"
)
_AGENT = re.compile(
    rf"由(?P<names>[\u4e00-\u9fff、()（）]{{2,60}}?{SUFFIX})(?P<duty>牵头|负责|会同|组织|具体负责|统筹)"
)


_NAME = r"[^、,，。；;和]{1,18}?(?:厅|局|委|办|部门|部|院|办公室|委员会|政府|单位|小组|银行|分行|海关|协会|联合会)"
_HELPERS = re.compile(
    rf"(?:要|应当?|须|必须)?会同(?P<names>(?:{_NAME}(?:[、和]|以及))*{_NAME})(?:等(?:有关|相关)?(?:部门|单位)?)?"
    r"(?=[,，。；;]|要|应|须|负责|牵头|制定|建立|开展|组织|研究|对|将|在|每|推进|加强|定期|按|做好|抓|统筹|出台|完善|落实|印发|编制|实施|指导|共同|联合|根据|依法|适时|健全|提出|加快|积极|推动|及时|加大|进一步)"
)
"""「会同有关部门」, 「会同市财政局、市人力资源社会保障局」, up to the verb."""


def bodies_inside(sentence: str) -> tuple[Body, ...]:
    """Bodies that the sentence itself orders: 「各地区、各相关部门要……」, 「由省财政厅牵头……」."""
    match = _AGENT.search(sentence)
    if match:
        names = [n for n in parse_names(match["names"]) if _ENDS.search(n)]
        role = "lead" if match["duty"] in ("牵头", "会同") or len(names) == 1 else "joint"
        return tuple(Body(n, role) for n in names)
    names, end = _subject(sentence)
    if not names:
        return ()
    helpers = _HELPERS.match(sentence, end, end + 120)
    if helpers:
        return (*(Body(n, "lead") for n in names), *(Body(n, "support") for n in parse_names(helpers["names"])))
    return tuple(Body(n, "lead" if len(names) == 1 else "joint") for n in names)


def _subject(sentence: str) -> tuple[list[str], int]:
    """The bodies before 要, 应, 负责 …, and where they end; nothing where other words stand there."""
    if not _WHO.match(sentence):
        return [], 0
    for match in _ORDERED.finditer(sentence, 0, 120):
        names = parse_names(sentence[: match.start()].removeprefix("请"))
        if names and all(_ENDS.search(n) and len(n) <= 24 for n in names):
            return names, match.start()
        if len(names) > 12:
            break
    return [], 0
