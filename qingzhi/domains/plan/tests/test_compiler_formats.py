"""Our notice as .docx, .html, .pdf and in other encodings compiles to the same measures and figures."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from qingzhi.domains.plan.rules.compiler import as_json, compile_text
from qingzhi.engine.documents.rules.reading import read_document

NOTICE = Path(__file__).resolve().parents[3] / "config/provinces/qinghai/notice.txt"
LINES = [line for line in NOTICE.read_text("utf-8").split("\n") if line.strip()]


def essence(plan: dict) -> dict:
    return {
        "front": [plan[k] for k in ("title", "number", "issuer", "issued_on", "period")],
        "sections": [(s["id"], s["heading"]) for s in plan["sections"]],
        "measures": [m["text"] for m in plan["measures"]],
        "targets": [(t["section"], t["indicator"], t["comparator"], t["value"], t["unit"]) for t in plan["targets"]],
        "baselines": [(b["indicator"], b["value"], b["as_of"], b["from"]) for b in plan["baselines"]],
    }


@pytest.fixture(scope="module")
def expected() -> dict:
    return essence(as_json(compile_text(read_document(NOTICE))))


def as_docx() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html() -> bytes:
    body = "".join(f"<p>　　{line}</p>\r\n" for line in LINES)
    menu = "".join(f"<li><a href='#'>栏目{n}</a></li>" for n in range(30))
    page = f"<html><head><meta charset=gbk><title>通知</title></head><body><ul class='menu'>{menu}</ul><div class='TRS_Editor'>{body}</div></body></html>"
    return page.encode("gb18030")


def wide(text: str) -> str:
    return text.translate(str.maketrans("(),;", "（），；"))


FORMS = {
    "docx": as_docx,
    "html": as_html,
    "gbk": lambda: NOTICE.read_text("utf-8").encode("gb18030"),
    "utf-16": lambda: NOTICE.read_text("utf-8").encode("utf-16"),
    "crlf and indents": lambda: "\r\n".join("　　" + line for line in LINES).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same(form, expected):
    assert essence(as_json(compile_text(read_document(FORMS[form](), form)))) == expected


def test_full_width_punctuation_gives_the_same_figures(expected):
    found = essence(as_json(compile_text(read_document("\n".join(map(wide, LINES)).encode()))))
    assert [f[2:] for f in found["targets"]] == [f[2:] for f in expected["targets"]]
    assert found["baselines"] == expected["baselines"]
    assert found["sections"] == expected["sections"]


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="PDF tests need LibreOffice (soffice): install libreoffice-writer"
)
def test_pdf_gives_the_same(tmp_path, expected):
    (tmp_path / "notice.docx").write_bytes(as_docx())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        shutil.which("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "notice.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    found = essence(as_json(compile_text(read_document(tmp_path / "notice.pdf"))))
    for key in ("front", "sections", "targets", "baselines"):
        assert found[key] == expected[key]


def run(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "qingzhi.domains.plan.rules.compiler", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=NOTICE.parents[4])


def test_the_script_prints_json_or_refuses_with_one_line(tmp_path):
    assert run(str(NOTICE)).stdout.startswith("{")
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    refused = run(str(empty))
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert "空" in refused.stderr
