"""What `qingzhi check` looks at: that stamps can be made, and by whom."""

import hashlib

from .authority import current_authority
from .local import local_authority
from .refusals import StampUnavailable
from .rules.tokens import verify_token


def problems() -> list[str]:
    """The settings of a real authority are readable, and the local keys open and stamp. Nobody is asked over the net."""
    found = []
    try:
        current_authority()
    except StampUnavailable as refused:
        found.append(refused.reason)
    local = local_authority()
    digest = hashlib.sha256(b"check").digest()
    if not verify_token(local.stamp(digest), digest, local.roots):
        found.append("本机示例时间戳不能自行核验：密钥或证书已损坏")
    return found
