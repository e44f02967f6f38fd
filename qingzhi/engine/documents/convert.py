"""From .docx to PDF through LibreOffice, which is used when it is installed and never required."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .rules.drawing.fonts import BODY, HEADLINE, HEI, KAI, OFFICIAL_FONTS, SONG

TIMEOUT_SECONDS = 120
_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# Other names of the same face first, then what stands in for it, best first.
_STAND_INS = {
    HEADLINE: ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "Noto Serif CJK SC", "Source Han Serif SC", "宋体", "SimSun"),
    BODY: ("FangSong_GB2312", "仿宋", "FangSong", "Noto Serif CJK SC", "Source Han Serif SC", "宋体", "SimSun"),
    KAI: ("KaiTi_GB2312", "楷体", "KaiTi", "AR PL UKai CN", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
    HEI: ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
    SONG: ("SimSun", "NSimSun", "Noto Serif CJK SC", "Source Han Serif SC"),
    "Times New Roman": ("Liberation Serif", "Noto Serif CJK SC", "DejaVu Serif"),
}
_SAME_FACE = {HEADLINE: 2, BODY: 1, KAI: 1, HEI: 1, SONG: 1}
_WINDOWS_FILES = {BODY: "simfang.ttf", KAI: "simkai.ttf", HEI: "simhei.ttf", SONG: "simsun.ttc"}


class PdfUnavailable(Exception):
    """No PDF can be made here; the message names what to install or what failed."""


def to_pdf(docx: bytes, timeout: float = TIMEOUT_SECONDS) -> bytes:
    """The document as PDF; each call has a profile of its own, so that several may run side by side."""
    program = find_program()
    with tempfile.TemporaryDirectory(prefix="qingzhi-pdf-", ignore_cleanup_errors=True) as folder:
        source, profile = Path(folder, "document.docx"), Path(folder, "profile")
        source.write_bytes(docx)
        _write_profile(profile)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        _run([*command, "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source)], folder, timeout)
        result = Path(folder, "document.pdf")
        if not result.is_file():
            raise PdfUnavailable(
                "LibreOffice 未能生成 PDF：文件可能已损坏，或未安装 LibreOffice Writer(libreoffice-writer)"
            )
        return result.read_bytes()


def find_program() -> str:
    """The path of LibreOffice; QINGZHI_SOFFICE names it where it is not found by itself."""
    named = os.environ.get("QINGZHI_SOFFICE")
    candidates = [named] if named else [*(shutil.which(name) for name in _NAMES), *_ELSEWHERE]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    raise PdfUnavailable(
        "未找到 LibreOffice，不能生成 PDF：请安装 libreoffice-writer（或用 QINGZHI_SOFFICE 指明 soffice 的路径）"
    )


def missing_fonts() -> tuple[str, ...]:
    """The official fonts that are not installed here, and that a PDF made here replaces by others."""
    installed = _installed_fonts()
    return tuple(font for font in OFFICIAL_FONTS if not _same_face_installed(font, installed))


def substitutes() -> dict[str, str]:
    """For each font that is missing the one that stands in for it, as far as any is known."""
    installed = _installed_fonts()
    absent = [font for font in _STAND_INS if font not in installed]
    found = {font: next((name for name in _STAND_INS[font] if name in installed), "") for font in absent}
    return {font: name for font, name in found.items() if name}


def _same_face_installed(font: str, installed: frozenset[str]) -> bool:
    return any(name in installed for name in (font, *_STAND_INS[font][: _SAME_FACE[font]]))


def _installed_fonts() -> frozenset[str]:
    """Family names by fontconfig; on Windows by the files that it ships."""
    lister = shutil.which("fc-list")
    if lister:
        listed = subprocess.run([lister, ":", "family"], capture_output=True, timeout=30, check=False).stdout.decode(
            "utf-8", "replace"
        )
        return frozenset(name.strip() for line in listed.splitlines() for name in line.split(","))
    folder = Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
    return frozenset(font for font, file in _WINDOWS_FILES.items() if (folder / file).is_file())


def _run(command: list[str], folder: str, timeout: float) -> None:
    """Run to the end or kill the whole group: soffice is a script that starts the real program."""
    environment = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        _, errors = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as expired:
        _stop(process)
        raise PdfUnavailable(f"LibreOffice 在 {timeout:g} 秒内没有完成转换") from expired
    if process.returncode:
        raise PdfUnavailable(f"LibreOffice 转换失败（返回码 {process.returncode}）：{_last_line(errors)}")


def _stop(process: subprocess.Popen) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 9)
    else:
        process.kill()
    process.communicate()


def _last_line(errors: bytes) -> str:
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "没有说明原因"


def _write_profile(profile: Path) -> None:
    """A profile that knows which font stands in for a missing one, that runs no macro, and that tags what it writes: a reader of
    the PDF who cannot see its pictures is told what they show."""
    pairs = "".join(_font_pair(position, *pair) for position, pair in enumerate(sorted(substitutes().items())))
    settings = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
        '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>'
        '<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">'
        '<prop oor:name="UseTaggedPDF" oor:op="fuse"><value>true</value></prop></item>'
        '<item oor:path="/org.openoffice.Office.Common/Font/Substitution">'
        f'<prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>{pairs}</oor:items>'
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(settings, encoding="utf-8")


def _font_pair(position: int, missing: str, stand_in: str) -> str:
    values = {"ReplaceFont": missing, "SubstituteFont": stand_in, "Always": "true", "OnScreenOnly": "false"}
    properties = "".join(f'<prop oor:name="{name}"><value>{value}</value></prop>' for name, value in values.items())
    path = "/org.openoffice.Office.Common/Font/Substitution/FontPairs"
    return f'<item oor:path="{path}"><node oor:name="_{position}" oor:op="replace">{properties}</node></item>'
