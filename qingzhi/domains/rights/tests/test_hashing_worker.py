"""The worker that hashes in the browser, run in a real one: published vectors, random lengths, pieces, and a large file."""

import hashlib
import os
import random
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes

STATIC = Path(__file__).resolve().parents[1] / "static" / "rights"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "msedge")
RUN = """(parts) => new Promise((done, failed) => {
  const worker = new Worker("/hashing-worker.js"), told = [];
  worker.onerror = (event) => failed(event.message);
  worker.onmessage = (event) => {
    if (event.data.result) { worker.terminate(); done({...event.data.result, told: told.length}); }
    else if (event.data.problem) { failed(event.data.problem); } else { told.push(event.data); }
  };
  worker.postMessage({ file: new Blob(parts.map((part) => typeof part === "string" ? part : new Uint8Array(part))) });
})"""
FIPS_180 = [  # FIPS 180-4 / NIST example values
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ),
    (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ),
    ("a" * 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
]
GBT_32905 = [  # GB/T 32905-2016, appendix A
    ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    ("abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def page():
    """An empty page beside the worker."""
    sync_api = pytest.importorskip("playwright.sync_api")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        reason = "the worker is tested in a browser: install the package chromium"
        pytest.fail(reason, pytrace=False) if os.environ.get("QINGZHI_REQUIRE_ALL") == "1" else pytest.skip(reason)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page()
        opened.goto(f"http://127.0.0.1:{server.server_port}/")
        yield opened
        browser.close()
    server.shutdown()


def sm3(data: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


@pytest.mark.parametrize(("text", "digest"), FIPS_180, ids=range(len(FIPS_180)))
def test_sha256_vectors(page, text, digest):
    assert page.evaluate(RUN, [text])["sha256"] == digest


@pytest.mark.parametrize(("text", "digest"), GBT_32905, ids=range(len(GBT_32905)))
def test_sm3_vectors(page, text, digest):
    assert page.evaluate(RUN, [text])["sm3"] == digest


def test_lengths_around_every_edge_of_a_block(page):
    dice = random.Random(20181)
    for length in [*range(1, 3), *range(54, 66), *range(118, 130), 1000, 4097]:
        data = dice.randbytes(length)
        found = page.evaluate(RUN, [list(data)])
        assert (found["sha256"], found["sm3"], found["size"]) == (
            hashlib.sha256(data).hexdigest(),
            sm3(data),
            length,
        ), length


def test_a_file_of_many_pieces(page, tmp_path):
    data = random.Random(3).randbytes(5_000_001)
    file = tmp_path / "data.bin"
    file.write_bytes(data)
    page.set_content('<input type="file">')
    page.set_input_files("input", str(file))
    script = RUN.replace(
        'new Blob(parts.map((part) => typeof part === "string" ? part : new Uint8Array(part)))',
        'document.querySelector("input").files[0]',
    )
    assert script != RUN
    found = page.evaluate(script, [])
    assert found["sha256"] == hashlib.sha256(data).hexdigest()
    assert found["sm3"] == sm3(data)
    assert found["told"] == 3  # one report a piece of 2 MiB


def test_lengths_beyond_32_bits_are_written_whole(page):
    """The bit count of a file of 600 MB needs more than 32 bits; hashing one here would take too long for a test."""
    source = (STATIC / "hashing-worker.js").read_text()
    told = page.evaluate(
        """(source) => {
          const scope = {};
          new Function("self", source.replace("scope.onmessage", "scope.Hash = Hash; scope.onmessage"))(scope);
          const words = [], hash = new scope.Hash([0], (state, bytes, at) => words.push(Array.from(bytes.slice(at, at + 64))));
          hash.length = 600 * 1024 * 1024;
          hash.hex();
          return words[0].slice(56);
        }""",
        source,
    )
    assert bytes(told) == (600 * 1024 * 1024 * 8).to_bytes(8, "big")
