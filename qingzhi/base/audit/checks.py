"""What `qingzhi check` asks of the audit trail."""

from datetime import timedelta

from qingzhi.base import clock

from .queries import chain_breaks, unsealed_entries

PATIENCE = timedelta(minutes=10)


def problems() -> list[str]:
    """Breaks of the chain, and entries that should have been sealed long ago; empty when all is well."""
    found = [f"审计链第 {one.position} 条：{one.problem}" for one in chain_breaks()]
    late = unsealed_entries().filter(at__lt=clock.now() - PATIENCE).count()
    if late:
        found.append(f"有 {late} 条审计记录超过 {PATIENCE.seconds // 60} 分钟未封存，请检查后台进程是否在运行")
    return found
