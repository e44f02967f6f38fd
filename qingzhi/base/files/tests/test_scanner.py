"""Malware scanning against a real socket that speaks clamd's INSTREAM protocol."""

import socketserver
import struct
import threading
from pathlib import Path

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files.actions import store_file
from qingzhi.base.files.models import StoredFile
from qingzhi.base.files.refusals import MalwareFound, ScannerUnreachable
from qingzhi.base.files.testing import a_file
from qingzhi.base.permits import SYSTEM

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """As clamd: reads `zINSTREAM`, chunks with their length, an empty chunk; answers."""

    def handle(self) -> None:
        command = self.rfile.read(len(b"zINSTREAM\0"))
        body = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            body += self.rfile.read(size)
        self.server.seen.append((command, body))
        if self.server.answer is not None:
            answer = self.server.answer
        else:
            answer = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in body else b"stream: OK\0"
        self.wfile.write(answer)


def serve(server):
    server.seen, server.answer = [], None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def clamd(tmp_path_factory, settings):
    path = str(tmp_path_factory.mktemp("c") / "s")
    server = serve(socketserver.ThreadingUnixStreamServer(path, Clamd))
    settings.QINGZHI_CLAMD_SOCKET = path
    yield server
    server.shutdown()
    server.server_close()


def test_a_clean_file_is_taken_whole(db, clamd):
    data = b"clean " * 50_000
    a_file(data=data)
    assert clamd.seen == [(b"zINSTREAM\0", data)]


def test_malware_is_refused_and_told(db, clamd):
    with pytest.raises(MalwareFound, match="Eicar-Test-Signature"):
        store_file(actor=SYSTEM, name="a.txt", data=EICAR)
    assert not StoredFile.objects.exists()
    assert "Eicar" in AuditEntry.objects.get(action="files.refuse").reason


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"\0", b"nonsense\0"])
def test_without_a_clear_answer_nothing_is_taken(db, clamd, answer):
    clamd.answer = answer
    with pytest.raises(ScannerUnreachable, match="没有应答"):
        a_file()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("where", ["/nowhere/clamd.sock", "127.0.0.1:1", "nonsense"])
def test_a_configured_scanner_that_does_not_answer(db, settings, where):
    settings.QINGZHI_CLAMD_SOCKET = where
    with pytest.raises(ScannerUnreachable, match="没有应答"):
        a_file()


def test_over_the_network_too(db, settings):
    server = serve(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd))
    settings.QINGZHI_CLAMD_SOCKET = f"tcp://127.0.0.1:{server.server_address[1]}"
    try:
        assert Path(a_file().name).name
        assert len(server.seen) == 1
    finally:
        server.shutdown()
        server.server_close()
