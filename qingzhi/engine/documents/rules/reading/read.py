"""The door: which kind of file it is, and who reads it."""

from pathlib import Path

from .detect import kind_of
from .limits import FILE_BYTES
from .model import ReadDocument, UnreadableDocument


def read_document(source: str | Path | bytes, name: str = "") -> ReadDocument:
    """The file or its bytes as text and tables; raises `UnreadableDocument` with one clear sentence otherwise."""
    data = source if isinstance(source, bytes) else _load(Path(source))
    if len(data) > FILE_BYTES:
        raise UnreadableDocument(f"文件超过{FILE_BYTES // 2**20} MB,请拆分或去掉图片后再试")
    kind = kind_of(data)
    if kind == "docx":
        from .word import read_word as read
    elif kind == "pdf":
        from .pdf import read_pdf as read
    elif kind == "html":
        from .webpage import read_webpage as read
    else:
        from .plain import read_plain as read
    document = read(data)
    if not document.text.strip():
        raise UnreadableDocument("文件里没有文字")
    return _with_name_warning(document, name or ("" if isinstance(source, bytes) else str(source)))


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableDocument(f"“{path.name}”是文件夹,不是文件")
        if path.stat().st_size > FILE_BYTES:
            raise UnreadableDocument(f"文件超过{FILE_BYTES // 2**20} MB,请拆分或去掉图片后再试")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(f"找不到文件“{path}”") from None
    except OSError as error:
        raise UnreadableDocument(f"打不开文件“{path.name}”:{error.strerror}") from None


_ENDINGS = {
    "docx": {"docx", "docm"},
    "pdf": {"pdf"},
    "html": {"html", "htm", "shtml", "xhtml"},
    "txt": {"txt", "text", "md"},
}


def _with_name_warning(document: ReadDocument, name: str) -> ReadDocument:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    known = {e for endings in _ENDINGS.values() for e in endings} | {"doc", "wps"}
    if ending not in known or ending in _ENDINGS[document.kind]:
        return document
    warning = f"文件名以.{ending}结尾,内容却是{document.kind},已按内容读取"
    return ReadDocument(document.text, document.tables, document.kind, (*document.warnings, warning))
