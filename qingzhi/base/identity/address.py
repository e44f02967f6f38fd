"""From where a request comes: the proxy's word counts only where the proxy is one of ours."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def settle_address(request: HttpRequest) -> None:
    """Put the client's address into REMOTE_ADDR; what a stranger says about forwarding is dropped."""
    meta = request.META
    if not _is_trusted(meta.get("REMOTE_ADDR", "")):
        for name in FORWARDED:
            meta.pop(name, None)
        return
    hops = [hop.strip() for hop in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    for hop in reversed(hops):
        if not _is_address(hop):
            return
        meta["REMOTE_ADDR"] = hop
        if not _is_trusted(hop):
            return


def _is_trusted(address: str) -> bool:
    return _is_address(address) and any(
        ip_address(address) in ip_network(proxy, strict=False) for proxy in settings.QINGZHI_TRUSTED_PROXIES
    )


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
