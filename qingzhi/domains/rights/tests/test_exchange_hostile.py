"""XML and JSON that want more than to be read: refused in one sentence, at little cost."""

import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingzhi.engine.imports.rules.shapes import FileRefused

from ..rules.exchange import INDICATION_FORMATS, PATENT_FORMATS, TRADEMARK_FORMATS
from ..rules.exchange.national import NATIONAL
from ..rules.exchange.st97 import ST97_PATENTS

LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
OPEN, CLOSE = "<cn-patent-document>", "</cn-patent-document>"
TITLE = "<cn-bibliographic-data><invention-title>%s</invention-title></cn-bibliographic-data>"
HOSTILE = {
    "billion laughs": (f'<!DOCTYPE x [<!ENTITY e0 "ha">{LAUGHS}]><x>{OPEN}{TITLE % "&e9;"}{CLOSE}</x>', "实体"),
    "laughs in an attribute": (f'<!DOCTYPE x [<!ENTITY e0 "ha">{LAUGHS}]><x a="&e9;">{OPEN}{CLOSE}</x>', "实体"),
    "quadratic": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><x>{OPEN}{TITLE % ("&a;" * 5_000)}{CLOSE}</x>', "实体"),
    "file": (f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>{OPEN}{TITLE % "&a;"}{CLOSE}</x>', "实体"),
    "network": (f'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]><x>{OPEN}{TITLE % "&a;"}{CLOSE}</x>', "实体"),
    "parameter entity": (
        f'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><x>{OPEN}{CLOSE}</x>',
        "实体",
    ),
    "depth": (f"<x>{OPEN}{'<a>' * 100_000}", "256 层"),
    "long text": (f"<x>{OPEN}{TITLE % ('文' * 17_000_000)}{CLOSE}</x>", "10 MB"),
    "cut off": (f"<x>{OPEN}{TITLE % '甲'}{CLOSE}{OPEN}<cn-bib", "不完整"),
    "not nested": (f"<x>{OPEN}<a></b>{CLOSE}</x>", "不完整"),
    "undeclared entity": (f"<x>{OPEN}{TITLE % '&nbsp;'}{CLOSE}</x>", "XML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_in_one_sentence(tmp_path, name):
    content, word = HOSTILE[name]
    path = tmp_path / "a.xml"
    path.write_text(content, encoding="utf-8")
    started = time.process_time()
    with pytest.raises(FileRefused) as refused:
        list(NATIONAL.read(path))
    assert word in refused.value.reason and "\n" not in str(refused.value)
    assert time.process_time() - started < 5


def test_a_record_without_end_is_refused_before_it_fills_the_memory(tmp_path):
    path = tmp_path / "a.xml"
    with path.open("w") as file:
        file.write(f"<x>{OPEN}")
        for _ in range(80):
            file.write("<p>" + "a" * (1 << 20) + "</p>")
    with pytest.raises(FileRefused, match="64 MB"):
        list(NATIONAL.read(path))


def test_memory_does_not_grow_with_the_number_of_records(tmp_path):
    path = tmp_path / "a.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write("<x>")
        for _ in range(4_000):
            file.write(f"{OPEN}{TITLE % ('一种青稞酒' * 400)}{CLOSE}<skipped/>")
        file.write("</x>")
    tracemalloc.start()
    try:
        assert sum(1 for _ in NATIONAL.read(path)) == 4_000
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('{"patentPublication": ' + '{"a": ' * 100_000, "嵌套"),
        ('{"patentPublication": ' + '{"a": ' * 300 + "1" + "}" * 301, "100 层"),
        ('[{"patentPublication": {}}, {"patentPublication": {"a"', "第 2 条"),
        ('{"patentPublication": {"a": 1}} xyz', "第 2 条"),
    ],
)
def test_hostile_json_is_refused_in_one_sentence(tmp_path, content, word):
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(FileRefused) as refused:
        list(ST97_PATENTS.read(path))
    assert word in refused.value.reason


def test_json_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes('{"patentPublication": {"a": "青海"}}'.encode("gbk"))
    with pytest.raises(FileRefused, match="UTF-8"):
        list(ST97_PATENTS.read(path))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [OPEN, "<Trademark>", "<GIApplication>", "<PatentPublication>", '{"trademark": ', '[{"patentPublication":']
    ),
    st.text(st.sampled_from('<>/&;a"=:{}[],1 青![]'), max_size=80),
)
def test_no_ending_breaks_a_reader(tmp_path, beginning, rest):
    path = tmp_path / "a"
    path.write_text(beginning + rest, encoding="utf-8")
    for one in (*PATENT_FORMATS, *TRADEMARK_FORMATS, *INDICATION_FORMATS):
        try:
            for _, found in one.read(path):
                assert all(isinstance(value, str) for value in found.values())
        except FileRefused as refused:
            assert refused.reason
