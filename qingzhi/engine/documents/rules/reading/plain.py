"""Plain text: the encoding is found, wrong ones are refused, hard-wrapped lines are joined."""

import re

from .assemble import assemble
from .model import ReadDocument, UnreadableDocument
from .unwrap import unwrap

_COMMON = frozenset(
    "的一是在和了有不为以中国人大上这个我年到时要就出会可也能对地生产工作发展加强建设推进实施完善提高促进"
    "知识权保护管理服务企业机构政府部门单位责任各市省县区州级目标任务计划行动方案通知意见办公厅局委及与等"
    "第二三四五六七八九十万亿件家项月日并将全面重点体系机制制度创新经济社会科技技术人才资源资金政策支持组织领导"
    "开展达新增长率量商标专利质量安全监督检查培育示范改革法治环境基本进一步积极深入落实按照根据关于印发"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BOMS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32")]
_BOMS += [(b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]


def read_plain(data: bytes) -> ReadDocument:
    """The text of a plain file."""
    text = decode(data)
    lines = unwrap(text)
    return assemble(["\n".join(lines)], "txt")


def decode(data: bytes, declared: str = "") -> str:
    """The bytes as text by byte-order mark, UTF-8, UTF-16 or GB18030; refused where none gives Chinese."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding, "文件开头标明的编码与内容不符"))
    if declared and (text := _try(data, declared)) is not None:
        return _checked(text)
    if b"\x00" in data[:4096]:
        return _checked(_wide(data))
    if (text := _try(data, "utf-8")) is not None:
        return _checked(text)
    return _not_utf8(data)


def familiarity(text: str) -> float:
    """Share of the Chinese characters that are common in official prose: real text over 0.25, mojibake far less."""
    han = _HAN.findall(text[:200_000])
    return sum(c in _COMMON for c in han) / len(han) if han else 0.0


def _not_utf8(data: bytes) -> str:
    best, score = None, 0.0
    for encoding in ("gb18030", "big5", "utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text is not None and (found := familiarity(text)) > score:
            best, score = text, found
    if best is not None and score >= 0.12:
        return _checked(best)
    lossy = data.decode("utf-8", "replace")
    if lossy.count("\ufffd") <= max(20, len(lossy) // 200) and familiarity(lossy) > 0.2:
        line = lossy[: lossy.index("\ufffd")].count("\n") + 1
        raise UnreadableDocument("文件是UTF-8编码,但有损坏的字节", f"第{line}行")
    lossy = data.decode("gb18030", "replace")
    if lossy.count("\ufffd") <= max(20, len(lossy) // 200) and familiarity(lossy) > 0.2:
        line = lossy[: lossy.index("\ufffd")].count("\n") + 1 if "\ufffd" in lossy else 1
        raise UnreadableDocument("文件是GBK编码,但有损坏的字节", f"第{line}行")
    raise UnreadableDocument("认不出文件的编码:既不是UTF-8、UTF-16,也不是GBK中文,可能是二进制文件")


def _wide(data: bytes) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text is not None and "\x00" not in text and familiarity(text) > 0.12:
            return text
    raise UnreadableDocument("这是二进制文件,不是文字")


def _checked(text: str) -> str:
    sample = text[:200_000]
    if len(_CONTROL.findall(sample)) > max(8, len(sample) // 100):
        raise UnreadableDocument("这是二进制文件,不是文字")
    if sample.count("\ufffd") > max(3, len(sample) // 500) or sample.count("锟斤拷") > 2:
        raise UnreadableDocument("文字已经是乱码(保存时用错了编码),请从原文重新保存")
    if _is_mojibake(sample):
        raise UnreadableDocument("文字是乱码(UTF-8与GBK混用),请从原文重新保存")
    return text


def _is_mojibake(sample: str) -> bool:
    if len(_HAN.findall(sample)) < 10:
        latin = sum("\x80" <= c <= "\xff" for c in sample)
        if latin < max(10, len(sample) // 4):
            return False
    elif familiarity(sample) > 0.12:
        return False
    for wrong, right in (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030")):
        repaired = sample.encode(wrong, "ignore").decode(right, "ignore")
        if familiarity(repaired) > 0.25 and len(_HAN.findall(repaired)) > 8:
            return True
    return False


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, encoding: str, message: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise UnreadableDocument(message)
    return text
