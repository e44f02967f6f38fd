"""Real national patent XML and the examples of ST.96 are imported whole. They lie outside of the project."""

from datetime import date
from pathlib import Path

import pytest

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.rights.models import Right
from qingzhi.domains.rights.tests.exchange_samples import samples
from qingzhi.domains.rights.tests.files import counts, reference
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch

pytestmark = pytest.mark.django_db
NUMBERS = {
    "cn_new1.xml": "202111286633X", "cn_new2.xml": "2021109912188", "cn_new3.xml": "2021800024339", "cn_old1.xml": "2014104087625",
    "cn_old2.xml": "2014800009860", "cn_old3.xml": "2014800007884", "cn_old4.xml": "2014105131875",
}  # fmt: skip
ST96 = {
    "PatentPublication_Example.xml": "patents", "DesignApplication_Example.xml": "patents", "TrademarkApplication_Example.xml": "trademarks",
    "GIApplication_Example.xml": "geographical-indications",
}  # fmt: skip


def taken(kind: str, path: Path):
    made = prepare_batch(actor=SYSTEM, kind=kind, source=path, file_name=path.name, data_as_of=date(2022, 1, 31))
    return run_batch(confirm_batch(actor=SYSTEM, batch=made))


@pytest.mark.parametrize(("name", "number"), NUMBERS.items())
def test_national_patent_files_become_patents(name, number):
    reference()
    batch = taken("patents", samples() / "cn_patent_xml" / name)
    assert counts(batch) == {"created": 1}, [fault.reason for fault in batch.rejections.all()]
    right = Right.objects.get()
    assert (right.number, right.number_check) == (number, "ok")
    assert right.title and right.holdings.exists() and right.classes.exists()
    assert right.patent.abstract and right.patent.publication_number.startswith("CN")
    assert counts(taken("patents", samples() / "cn_patent_xml" / name)) == {"unchanged": 1}


@pytest.mark.parametrize(("name", "kind"), ST96.items())
def test_examples_of_st96_are_taken_whole(name, kind):
    reference()
    batch = taken(kind, samples() / "st96" / name)
    assert batch.rejected_count == 0, [
        (fault.column_name, fault.content, fault.reason) for fault in batch.rejections.all()
    ]
    assert batch.created_count == Right.objects.count() > 0
