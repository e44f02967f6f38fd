"""From where a request comes: only our own proxies are believed."""

import pytest

from qingzhi.base.identity.address import settle_address


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "address"),
    [
        ([], "1.2.3.4", "9.9.9.9", "1.2.3.4"),
        (["127.0.0.1"], "1.2.3.4", "9.9.9.9", "1.2.3.4"),
        (["127.0.0.1"], "127.0.0.1", "9.9.9.9", "9.9.9.9"),
        (["127.0.0.1"], "127.0.0.1", "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "6.6.6.6, 9.9.9.9, 10.1.2.3", "9.9.9.9"),
        (["127.0.0.1"], "127.0.0.1", "", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "<script>", "127.0.0.1"),
        (["::1"], "::1", "2001:db8::1", "2001:db8::1"),
        (["127.0.0.1"], "", "9.9.9.9", ""),
    ],
)
def test_client_address(rf, settings, trusted, remote, forwarded, address):
    settings.QINGZHI_TRUSTED_PROXIES = trusted
    request = rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded, HTTP_X_FORWARDED_PROTO="https")
    settle_address(request)
    assert request.META["REMOTE_ADDR"] == address
    assert ("HTTP_X_FORWARDED_PROTO" in request.META) is (remote in trusted)
