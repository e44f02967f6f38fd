"""Where the official samples lie: the folder QINGZHI_SAMPLES, else the one beside the project; absent, tests say so."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[5] / "shared" / "data"


def samples() -> Path:
    """The folder of samples, or a skip (a failure where everything is required)."""
    folder = Path(os.environ.get("QINGZHI_SAMPLES") or BESIDE)
    if not (folder / "cn_patent_xml").is_dir():
        missing = "set QINGZHI_SAMPLES to the folder of official samples (cn_patent_xml, st96)"
        (pytest.fail if os.environ.get("QINGZHI_REQUIRE_ALL") == "1" else pytest.skip)(missing)
    return folder
