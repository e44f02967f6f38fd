"""How long the Qinghai notice takes to compile, after start."""

from pathlib import Path

from qingzhi.domains.plan.rules.compiler import as_json, compile_text
from qingzhi.engine.documents.rules.reading import read_document

from .figure import below, median_seconds, peak_mib, report

NOTICE = Path(__file__).resolve().parent.parent / "qingzhi/config/provinces/qinghai/notice.txt"


def compile_once() -> None:
    as_json(compile_text(read_document(NOTICE, NOTICE.name)))


if __name__ == "__main__":
    seconds = median_seconds(compile_once)
    report([below("compile the Qinghai notice, after start", seconds, 0.5, "s", peak_mib=peak_mib())])
