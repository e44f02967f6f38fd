"""A worker that is killed while a gateway keeps it waiting loses nothing: another takes the row over, under the same id."""

import json
import os
import shutil
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection

from qingzhi.base import clock
from qingzhi.engine.messages.actions import deliver_outbox
from qingzhi.engine.messages.models import OutboxRow
from qingzhi.engine.messages.testing import make_message, make_recipient

from .gateways import HttpServer, running

CHILD = "import django; django.setup(); from qingzhi.engine.messages.actions import deliver_outbox; deliver_outbox()"


class SlowServer(HttpServer):
    """Takes the first request, and answers it only after `release`: the gateway hangs."""

    def __init__(self):
        super().__init__()
        self.asked, self.release = threading.Event(), threading.Event()

    def process_request_thread(self, request, address):
        if not self.asked.is_set():
            self.asked.set()
            self.release.wait(60)
            self.shutdown_request(request)
            return
        super().process_request_thread(request, address)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("postgresql" in django_settings.DATABASES["default"]["ENGINE"], reason="the child opens the file")
def test_nothing_is_lost_when_a_worker_is_killed_in_between(concurrent_db, settings, tmp_path):
    settings.EMAIL_HOST, settings.QINGZHI_SMS_SECRET = "", "shared key"
    data = tmp_path / "child"
    data.mkdir()
    with running(SlowServer()) as server:
        settings.QINGZHI_SMS_WEBHOOK = f"http://127.0.0.1:{server.server_address[1]}/send"
        for number in ("13800000000", "13900000000"):
            make_message(make_recipient(phone=number))
        connection.close()
        shutil.copy(connection.settings_dict["NAME"], data / "qingzhi.sqlite3")
        environment = {
            **os.environ, "QINGZHI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "qingzhi.config.settings",
            "QINGZHI_SMS_WEBHOOK": settings.QINGZHI_SMS_WEBHOOK, "QINGZHI_SMS_SECRET": "shared key",
            "QINGZHI_SMTP_HOST": "",
        }  # fmt: skip
        child = subprocess.Popen([sys.executable, "-c", CHILD], env=environment)
        assert server.asked.wait(60)
        child.kill()
        child.wait()
        server.release.set()
        connection.settings_dict["NAME"] = str(data / "qingzhi.sqlite3")  # what the killed worker left behind
        first, second = OutboxRow.objects.order_by("id")
        assert (first.sent_at, first.attempts, second.attempts) == (None, 1, 0)
        assert deliver_outbox() == 1  # the second; the first is still leased to the dead worker
        with clock.fixed(clock.real_now() + timedelta(minutes=6)):
            assert deliver_outbox() == 1
            assert deliver_outbox() == 0
    assert sorted(json.loads(body)["to"] for _, body, _ in server.requests) == ["13800000000", "13900000000"]
    assert OutboxRow.objects.filter(sent_at=None).count() == 0
