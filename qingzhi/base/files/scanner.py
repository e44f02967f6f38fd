"""Malware scanning by clamd, over its socket (INSTREAM), when `QINGZHI_CLAMD_SOCKET` is set."""

import socket
import struct
from pathlib import Path

from django.conf import settings

from .refusals import MalwareFound, ScannerUnreachable

CHUNK = 64 * 1024
SECONDS = 60
UNREACHABLE = "病毒扫描服务没有应答，文件未接收，请稍后重试或联系系统管理员。"


def scan(path: Path) -> None:
    """Raise `MalwareFound`, or `ScannerUnreachable` where the configured scanner gives no clear answer."""
    if not settings.QINGZHI_CLAMD_SOCKET:
        return
    try:
        answer = _ask(settings.QINGZHI_CLAMD_SOCKET, path)
    except (OSError, ValueError) as error:  # ValueError: the setting is no address
        raise ScannerUnreachable(UNREACHABLE) from error
    if answer.endswith("FOUND"):
        name = answer.removeprefix("stream:").removesuffix("FOUND").strip()
        raise MalwareFound(f"文件含有恶意代码（{name[:60]}），未接收。")
    if not answer.endswith("OK"):
        raise ScannerUnreachable(UNREACHABLE)


def _ask(where: str, path: Path) -> str:
    with _connect(where) as link:
        link.sendall(b"zINSTREAM\0")
        with path.open("rb") as file:
            while part := file.read(CHUNK):
                link.sendall(struct.pack(">I", len(part)) + part)
        link.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            part = link.recv(4096)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _connect(where: str) -> socket.socket:
    """A path of a local socket, or `host:port`."""
    if where.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(SECONDS)
        link.connect(where)
        return link
    host, _, port = where.removeprefix("tcp://").rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
