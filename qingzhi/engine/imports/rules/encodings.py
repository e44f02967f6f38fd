"""How a text file is encoded, found by reading the whole of it strictly once, and what it contains that costs time."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .shapes import FileRefused

CHUNK = 4 * 1024 * 1024
CONTROLS = bytes(set(range(1, 32)) - {9, 10, 13}) + b"\x7f"
NO_CONTROLS = dict.fromkeys(CONTROLS)
_WINDOW = 512 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SHOWN = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8（BOM）", "gb18030": "GBK/GB18030"}
_GUARDS = (b"'=", b"'+", b"'-", b"'@")


@dataclass(frozen=True)
class TextFile:
    """An encoding that reads the file without a fault, and whether its lines need slower treatment."""

    encoding: str
    lines: int
    quoted: bool = False
    guarded: bool = False  # cells such as ="0012" or '=1+1 may occur
    controls: bool = False

    @property
    def shown(self) -> str:
        """The encoding's name for a person."""
        return _SHOWN.get(self.encoding, "UTF-16")


def inspect(path: Path) -> TextFile:
    """Find the encoding; raises `FileRefused` with the line where the bytes fit none."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise FileRefused("文件是空的")
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return _tried(path, encoding)
    if head.count(0) > len(head) // 20:
        return _tried(path, _bare_utf16(head))
    return _detected(path)


def _detected(path: Path) -> TextFile:
    """UTF-8 or GB18030, whichever reads everything; where bytes are damaged, the one that fits nearly everything is blamed."""
    found, broken = _scan(path, "utf-8")
    if found:
        return found
    if _nearly(path, "utf-8", broken):
        raise _damaged(path, "utf-8", broken)
    found, broken_too = _scan(path, "gb18030")
    if found:
        return found
    if _nearly(path, "gb18030", broken_too):
        raise _damaged(path, "gb18030", broken_too)
    raise FileRefused("无法识别文件的文字编码，请另存为 UTF-8 或 GBK 编码的 CSV")


def _tried(path: Path, encoding: str) -> TextFile:
    found, broken = _scan(path, encoding)
    if not found:
        raise _damaged(path, encoding, broken)
    return found


def _scan(path: Path, encoding: str) -> tuple[TextFile | None, int]:
    """Decode everything strictly; on failure the offset of the first byte that does not fit."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    wide = encoding.startswith("utf-16")
    newlines = returns = offset = 0
    quoted = guarded = controls = False
    for data, last in _pieces(path):
        try:
            text = decode(data, last)
        except UnicodeDecodeError as error:
            # What the decoder kept from the piece before stands in front of this one.
            return None, offset + error.start - (len(error.object) - len(data))
        seen = text.encode("utf-8", "surrogatepass") if wide else data
        if b"\0" in seen:
            line = newlines + seen[: seen.index(b"\0")].count(b"\n") + 1
            raise FileRefused("含有空字节（NUL），文件已损坏或不是文本", line)
        newlines += seen.count(b"\n")
        returns += seen.count(b"\r")
        quoted = quoted or b'"' in seen
        guarded = guarded or b'="' in seen or (b"'" in seen and any(mark in seen for mark in _GUARDS))
        controls = controls or len(seen.translate(None, CONTROLS)) != len(seen)
        offset += len(data)
    return TextFile(encoding, max(newlines, returns) + 1, quoted, guarded, controls), 0


def _pieces(path: Path) -> Iterator[tuple[bytes, bool]]:
    with path.open("rb") as file:
        data = file.read(CHUNK)
        while data:
            following = file.read(CHUNK)
            yield data, not following
            data = following


def _nearly(path: Path, encoding: str, broken: int) -> bool:
    """Whether the text around the fault is this encoding nearly everywhere: then a few bytes are damaged."""
    start = max(0, broken - _WINDOW)
    with path.open("rb") as file:
        file.seek(start)
        text = file.read(2 * _WINDOW).decode(encoding, "replace")
    good = sum("一" <= sign <= "鿿" or "　" <= sign <= "〿" or "！" <= sign <= "～" for sign in text)
    return good > 10 * text.count("�")


def _damaged(path: Path, encoding: str, broken: int) -> FileRefused:
    ends, at = 0, 0
    for data, _ in _pieces(path):
        ends += data[: max(0, broken - at)].count(b"\n")
        at += len(data)
        if at >= broken:
            break
    shown = _SHOWN.get(encoding, "UTF-16")
    return FileRefused(f"有不是 {shown} 编码的字节，请修正或重新导出后再导入", ends + 1)


def _bare_utf16(head: bytes) -> str:
    """UTF-16 without its mark, told by where most zeros stand (一 has one where ASCII has none); raises where they stand all over."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 3 * even:
        return "utf-16-le"
    if even > 3 * odd:
        return "utf-16-be"
    raise FileRefused("这不是文本文件，请导入 CSV、XLSX、XML 或 JSON")
