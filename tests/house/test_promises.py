"""Promises to those who install: settings are documented, locks are whole, commands exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_documented():
    code = (ROOT / "qingzhi/config/settings.py").read_text() + (ROOT / "qingzhi/config/environment.py").read_text()
    names = set(re.findall(r'"(QINGZHI_[A-Z_]+|DATABASE_URL)"', code))
    documented = (ROOT / "docs/settings.md").read_text()
    assert sorted(name for name in names if f"`{name}`" not in documented) == []
    assert sorted(name for name in set(re.findall(r"`(QINGZHI_[A-Z_]+)`", documented)) if name not in code) == []


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_locks_are_pinned_hashed_and_name_no_registry(lock):
    text = lock.read_text()
    assert not re.search(r"https?://|file:/|--index-url|--find-links|--trusted-host", text.replace("--no-emit-", ""))
    for entry in re.split(r"\n(?=[a-zA-Z0-9])", text.split("\n\n", 1)[-1]):
        if re.match(r"[a-zA-Z0-9]", entry):
            assert "==" in entry.splitlines()[0] and "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_base_lock_is_a_part_of_the_dev_lock():
    def pins(name):
        return set(re.findall(r"^([a-zA-Z0-9._-]+==\S+)", (ROOT / "requirements" / name).read_text(), re.M))

    assert pins("base.lock") <= pins("dev.lock")


def test_no_committed_text_names_a_registry_or_a_place_of_this_machine():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    pattern = re.compile(r"/work/|/root/|/opt/wheels|pypi\.org|pythonhosted|registry\.npmjs")
    guilty = []
    for file in filter(None, files):
        path = ROOT / file
        if path.suffix in {".png", ".docx", ".pdf", ".woff2"} or path == Path(__file__) or not path.exists():
            continue
        if pattern.search(path.read_text(encoding="utf-8", errors="replace")):
            guilty.append(file)
    assert guilty == []


def test_the_program_refuses_with_one_line_and_status_two(tmp_path):
    missing = tmp_path / "none.txt"
    command = [sys.executable, "-m", "qingzhi", "plan", "compile", str(missing)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr
