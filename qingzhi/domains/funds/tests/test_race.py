"""The budget race: 500 approvals at once against money for 300. Real threads, a real database."""

import threading
from decimal import Decimal as D

from django.db import connection

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.funds.actions import commit, reserve
from qingzhi.domains.funds.models import Claim, Journal, LineBalance
from qingzhi.domains.funds.queries import available, ledger_problems
from qingzhi.domains.funds.refusals import AppropriationExceeded
from qingzhi.domains.funds.terms import Reference
from qingzhi.domains.funds.testing import make_line, make_programme

CLERKS, EACH, BUDGET = 25, 20, 300  # 25 connections (PostgreSQL allows 100), 20 applications each: 500 at once


def race(work, clerks=CLERKS):
    """Let all threads begin together; gives what each returned."""
    barrier, results, broken = threading.Barrier(clerks), [], []

    def run(number):
        try:
            barrier.wait()
            results.extend(work(number))
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    return results


def test_of_500_approvals_at_once_exactly_300_succeed(concurrent_db):
    line = make_line(BUDGET)

    def approve(number):
        for turn in range(EACH):
            reference = Reference("tests.case", f"{number}-{turn}", f"申请{number}-{turn}")
            try:
                reserve(actor=SYSTEM, reference=reference, amount=D(1), key=f"case-{number}-{turn}", line=line)
                yield "granted"
            except AppropriationExceeded as refused:
                yield refused

    results = race(approve)
    refused = [one for one in results if isinstance(one, AppropriationExceeded)]
    assert (len(results), results.count("granted"), len(refused)) == (CLERKS * EACH, BUDGET, 200)
    assert {one.remaining for one in refused} == {D(0)}
    assert {one.reason for one in refused} == {f"“{line}”可用资金剩余0.00元，不足本次1.00元"}
    assert available(line) == 0 and Claim.objects.count() == BUDGET
    assert Journal.objects.filter(kind="reserve").count() == BUDGET
    assert ledger_problems() == []


def test_the_same_approval_sent_by_many_is_done_once(concurrent_db):
    line = make_line(1000)

    def approve(number):
        reference = Reference("tests.case", "1", "同一申请")
        yield reserve(actor=SYSTEM, reference=reference, amount=D(10), key="one", line=line).pk
        yield commit(actor=SYSTEM, reference=reference, key="two").pk

    found = race(approve, 12)
    assert len(set(found)) == 2 and Journal.objects.count() == 3
    assert LineBalance.objects.get(line=line).committed == D(10)


def test_a_programme_s_lines_are_used_up_to_the_last(concurrent_db):
    programme = make_programme()
    lines = [make_line(amount, programme, source=source) for amount, source in ((7, "central"), (13, "provincial"))]

    def approve(number):
        for turn in range(4):
            reference = Reference("tests.case", f"{number}-{turn}")
            try:
                yield reserve(
                    actor=SYSTEM, reference=reference, amount=D(1), key=f"{number}-{turn}", programme=programme
                ).pk
            except AppropriationExceeded:
                yield None

    found = race(approve, 8)
    assert len([one for one in found if one]) == 20 and len(found) == 32
    assert [available(line) for line in lines] == [0, 0]
    assert ledger_problems() == []
