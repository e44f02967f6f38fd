"""Bringing the whole program up: database, reference data, demonstration, web, worker."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command

from qingzhi.base import clock
from qingzhi.base.events.duties import run_due_duties, start_lone_duties

Say = Callable[[str], None]
PULSE = 0.5


def prepare(say: Say, *, with_demo: bool) -> None:
    """Migrate and load reference data, and the demonstration if wanted."""
    from .reference.loading import load_reference

    call_command("migrate", verbosity=0, interactive=False)
    say("数据库已就绪")
    load_reference(say)
    if with_demo:
        prepare_demo(say)


def prepare_demo(say: Say) -> None:
    """Build or complete the demonstration."""
    from .demo import build_demo
    from .reference.loading import load_reference

    call_command("migrate", verbosity=0, interactive=False)
    load_reference()
    build_demo(say)
    clock.forget_pin()


def bring_up(*, port: int, with_demo: bool, say: Say) -> int:
    """Prepare, start web and worker as two processes, print the address, stay until stopped; the exit status."""
    prepare(say, with_demo=with_demo)
    command = [sys.executable, "-m", "qingzhi"]
    processes = [
        subprocess.Popen([*command, "serve", "--port", str(port)]),
        subprocess.Popen([*command, "work"]),
    ]
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, _stop)
    try:
        if not _answers(port, processes[0]):
            say(f"网站未能启动：端口 {port} 可能已被占用")
            return 2
        print(f"ready http://127.0.0.1:{port}", flush=True)
        if with_demo:
            from .demo import accounts_text

            print(accounts_text(), flush=True)
        return _watch(processes)
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        _end(processes)


def serve_web(*, host: str, port: int) -> None:
    """Serve pages with waitress until stopped."""
    import waitress

    from qingzhi.engine.search.queries import warm_up

    from .wsgi import application

    threading.Thread(target=warm_up, name="search.warm_up", daemon=True).start()
    # where proxies are trusted by setting, our own middleware believes their headers and drops everybody else's
    strangers_only = not settings.QINGZHI_TRUSTED_PROXIES
    waitress.serve(
        application,
        host=host,
        port=port,
        threads=8,
        ident=None,
        clear_untrusted_proxy_headers=strangers_only,
        max_request_body_size=(settings.QINGZHI_IMPORT_MAX_MIB + 16) * 1024 * 1024,
    )


def work_once() -> list[str]:
    """Run every duty once; the names of those that failed."""
    return run_due_duties(all_now=True)


def work_forever() -> None:
    """Run duties as they fall due, until stopped or until the parent is gone."""
    from django.db import close_old_connections

    parent, stop = os.getppid(), threading.Event()
    signal.signal(signal.SIGTERM, _stop)
    threads = start_lone_duties(stop)
    try:
        while os.getppid() == parent:
            close_old_connections()
            run_due_duties(lone_too=False)
            time.sleep(PULSE)
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=5)


def _stop(number: int, frame: object) -> None:
    raise SystemExit(0)


def _answers(port: int, web: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and web.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5) as answer:
                return answer.status == 200 and web.poll() is None
        except OSError:
            time.sleep(0.2)
    return False


def _watch(processes: list[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in processes:
            if (status := process.poll()) is not None:
                return status or 1
        time.sleep(PULSE)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
