"""Looking into zipped formats (docx, xlsx, pptx, ofd, zip) without unpacking what would burst. Pure."""

import re
import zipfile

MOST_PARTS = 5000
MOST_BYTES = 400 * 1024 * 1024
MOST_RATIO = 150
RATIO_FROM = 20 * 1024 * 1024  # a small document may well be squeezed more than that

_MAIN = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_MACROS = re.compile(r"(^|/)(vbaProject\w*\.bin|vbaData\.xml|activeX/|macrosheets/)", re.IGNORECASE)
_PROGRAMS = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|sh|py|lnk|reg|html?|svg|xhtml|docm|xlsm|pptm|iso)$",
    re.IGNORECASE,
)
_END = b"PK\x05\x06"


class PackageDamaged(Exception):
    """The package is broken, bursting, or hides something; `what` says what."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


class ActiveContent(PackageDamaged):
    """The package carries macros, programs or a template from elsewhere."""


def check_package(package: zipfile.ZipFile, size: int) -> None:
    """Raise where a package would burst, points outside of itself, or has something before or behind it."""
    parts = package.infolist()
    total = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or total > MOST_BYTES or (total > RATIO_FROM and total > size * MOST_RATIO):
        raise PackageDamaged("解压后过大")
    if any(part.flag_bits & 1 for part in parts):
        raise PackageDamaged("内容已加密")
    if any(".." in part.filename.split("/") or part.filename.startswith(("/", "\\")) for part in parts):
        raise PackageDamaged("包内路径不合规")
    if len({part.filename for part in parts}) != len(parts):
        raise PackageDamaged("包内有重名文件")
    if not parts or min(part.header_offset for part in parts) != 0 or package.comment:
        raise PackageDamaged("文件首尾夹带了其他内容")
    package.fp.seek(size - 22)  # type: ignore[union-attr]
    if package.fp.read(4) != _END:  # type: ignore[union-attr]
        raise PackageDamaged("文件首尾夹带了其他内容")


def package_kind(package: zipfile.ZipFile) -> str:
    """The kind's code; raises `ActiveContent` for macros, programs and templates from elsewhere."""
    names = package.namelist()
    if any(_MACROS.search(name) for name in names):
        raise ActiveContent("带有宏或控件")
    if any(_PROGRAMS.search(name) for name in names):
        raise ActiveContent("包内带有程序或网页")
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" not in names:
        return "zip"
    types = package.read("[Content_Types].xml").lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise ActiveContent("带有宏")
    for main, kind in _MAIN.items():
        if main in names:
            _refuse_foreign_template(package)
            return kind
    raise PackageDamaged("不是完整的 Office 文件")


def _refuse_foreign_template(package: zipfile.ZipFile) -> None:
    for name in package.namelist():
        if name.endswith("settings.xml.rels") and b'TargetMode="External"' in package.read(name):
            raise ActiveContent("引用了外部模板")
