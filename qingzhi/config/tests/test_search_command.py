"""`search` and `rebuild search`, as the contract has them."""

import json

import pytest
from typer.testing import CliRunner

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import a_post, an_account
from qingzhi.config.cli.main import app
from qingzhi.engine.search.testing import Shelf, follow_once, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def books():
    shelf = Shelf()
    for _ in registered(shelf.source()):
        shelf.put(1, "牦牛绒纺织方法", "一种牦牛绒", number="ZL201710601862.3", facets={"status": ("valid",)})
        shelf.put(2, "牦牛绒染色", facets={"status": ("lapsed",)})
        shelf.put(3, "牦牛绒内部资料", sees=("office",), facets={"status": ("valid",)})
        follow_once()
        yield shelf


def run(*words):
    return CliRunner().invoke(app, list(words))


def test_answers_as_the_contract_says(books):
    done = run("search", "牦牛绒", "--filter", "status=valid", "--facet", "status", "--limit", "1", "--format", "json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert {"query", "total", "took_ms", "stale", "results", "facets"} <= set(said)
    assert (said["query"], said["total"], said["stale"], len(said["results"])) == ("牦牛绒", 2, False, 1)
    assert {"kind", "id", "number", "title", "snippet", "url"} <= set(said["results"][0])
    assert said["facets"] == {"status": [{"value": "valid", "label": "有效", "count": 2}]}
    assert AuditEntry.objects.filter(action="search.search_by_command", object_label="牦牛绒").count() == 1


def test_a_person_finds_what_that_person_may_see(books):
    books.office_sees = False
    a_post(an_account("wang", "王某"))
    said = json.loads(run("search", "牦牛绒", "--as", "wang", "--format", "json").stdout)
    assert {one["id"] for one in said["results"]} == {1, 2} and said["total"] == 2
    refused = run("search", "牦牛绒", "--as", "nobody")
    assert refused.exit_code == 2 and "nobody" in refused.stderr


def test_prints_a_table(books):
    done = run("search", "2017106018623", "--facet", "status")
    assert done.exit_code == 0 and "牦牛绒纺织方法" in done.stdout and "有效" in done.stdout
    assert "共 1 条" in done.stderr


def test_a_mended_question_is_told_beside_the_answer(books):
    done = run("search", "(牦牛绒", "--format", "json")
    assert json.loads(done.stdout)["total"] == 3 and "括号没有合上" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--filter", "status"], "key=value"),
        (["--kind", "nothing"], "没有“nothing”这种记录"),
        (["--format", "xml"], "json 或 table"),
        (["--order", "best"], "relevance"),
    ],
)
def test_a_wrong_word_is_refused_in_one_line(books, words, said):
    done = run("search", "牦牛绒", *words)
    assert done.exit_code == 2 and said in done.stderr and done.stderr.count("\n") == 1 and done.stdout == ""


def test_without_an_index_it_says_so(db):
    shelf = Shelf()
    for _ in registered(shelf.source()):
        done = run("search", "牦牛绒")
        assert done.exit_code == 2 and "尚未建立" in done.stderr


def test_rebuilds(books):
    books.records.pop(2)
    done = run("rebuild", "search", "--format", "json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["documents"] == 2
    assert json.loads(run("search", "牦牛绒", "--format", "json").stdout)["total"] == 2
