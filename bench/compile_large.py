"""Compiles a generated 500-page .docx and our own notice; prints figures as JSON.

Run it alone: `python -m bench.compile_large [PAGES]`. The large file is compiled in a process of its own, so that
the peak memory is the compiler's.
"""

import io
import json
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from .figure import below, report

ROOT = Path(__file__).resolve().parents[1]
NOTICE = ROOT / "qingzhi/config/provinces/qinghai/notice.txt"
CHARACTERS_PER_PAGE = 28 * 22  # GB/T 9704: 22 lines of 28 characters
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def generate(pages: int) -> bytes:
    """A .docx of so many pages: our notice's chapters over and over, with an indicator table every 20 pages."""
    lines = [line for line in NOTICE.read_text("utf-8").split("\n") if line.strip()]
    start = next(i for i, line in enumerate(lines) if line.startswith("一、"))
    body = [_paragraph(line) for line in lines[:start]]
    written, round_number = sum(map(len, lines[:start])), 0
    while written < pages * CHARACTERS_PER_PAGE:
        for line in lines[start:]:
            body.append(_paragraph(line))
            written += max(len(line), 28)
        round_number += 1
        body.append(_table(round_number))
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return stream.getvalue()


def _paragraph(text: str) -> str:
    runs = "".join(
        f'<w:r><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr><w:t>{text[i : i + 20]}</w:t></w:r>'
        for i in range(0, len(text), 20)
    )
    return f'<w:p><w:pPr><w:spacing w:line="560"/><w:ind w:firstLine="640"/></w:pPr>{runs}</w:p>'


def _table(seed: int) -> str:
    rows = [["序号", "指标", "单位", "2015年", "2020年"]]
    rows += [[str(n), f"第{seed}批指标{n}拥有量", "件", str(n * seed), str(n * seed * 2)] for n in range(1, 21)]
    cells = ["".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def measure(path: str) -> dict:
    """Compiles one file in this process."""
    from qingzhi.domains.plan.rules.compiler import as_json, compile_text
    from qingzhi.engine.documents.rules.reading import read_document

    started = time.perf_counter()
    result = as_json(compile_text(read_document(path)))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": round(seconds, 3),
        "peak_mib": round(peak, 1),
        "characters": len(result["text"]),
        "sections": len(result["sections"]),
        "measures": len(result["measures"]),
        "targets": len(result["targets"]),
    }


def figures(pages: int = 500) -> list[dict[str, object]]:
    """The figures of `make bench`: time and peak memory of the large file, the time of our notice."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.docx"
        large.write_bytes(generate(pages))
        big, small = _apart(large), _apart(NOTICE)
    name = f"compile a {pages}-page docx ({big['characters']} characters)"
    return [
        below(name, big["seconds"], 20, "s", peak_mib=big["peak_mib"]),
        below(f"{name}: peak memory", big["peak_mib"], 500, "MiB", peak_mib=big["peak_mib"]),
        below("compile the Qinghai notice, after start", small["seconds"], 0.5, "s", peak_mib=small["peak_mib"]),
    ]


def _apart(path: Path) -> dict:
    """Measure in a process of its own; the median of five by time."""
    command = [sys.executable, "-m", "bench.compile_large", "--measure", str(path)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT) for _ in range(5)]
    return sorted((json.loads(done.stdout) for done in runs), key=lambda found: found["seconds"])[2]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2])))
    else:
        report(figures(int(sys.argv[1]) if sys.argv[1:] else 500))
