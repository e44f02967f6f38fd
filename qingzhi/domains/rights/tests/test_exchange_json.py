"""The subset of ST.97 that is documented in `rules.exchange.st97`: the same record as in ST.96, whatever brackets hold it."""

import json

import pytest

from ..rules.exchange.st97 import ST97_INDICATIONS, ST97_MARKS, ST97_PATENTS, element
from ..rules.exchange.xml_reading import text

PATENT = {
    "bibliographicData": {
        "patentPublicationIdentification": {
            "ipOfficeCode": "CN", "publicationNumber": "106844774", "patentDocumentKindCode": "A", "publicationDate": "2017-06-13"
        },
        "applicationIdentification": {
            "ipOfficeCode": "CN", "applicationNumber": {"applicationNumberText": "201710117081.7"}, "filingDate": "2017-03-01"
        },
        "inventionTitleBag": [{"inventionTitle": {"value": "一种青稞酒", "@languageCode": "zh"}}],
        "patentClassificationBag": {"ipcrClassificationBag": {"ipcrClassification": [
            {"section": "C", "class": "12", "subclass": "G", "mainGroup": "3", "subgroup": "02", "symbolPositionCode": "L"},
            {"section": "C", "class": "12", "subclass": "G", "mainGroup": "3", "subgroup": "04", "symbolPositionCode": "F"},
        ]}},
        "partyBag": {
            "applicantBag": [{"applicant": {"contact": {"name": {"entityName": "青海某公司"}}}}, {"contact": {"name": {"entityName": "青海大学"}}}],
            "inventorBag": {"inventor": [{"contact": {"name": {"personName": {"personStructuredName": {"lastName": "才", "firstName": "让"}}}}}]},
        },
        "claimTotalQuantity": 8,
    },
    "abstract": {"p": ["第一段", "第二段"]},
}  # fmt: skip
MARK = {
    "registrationNumber": "1234567", "registrationDate": "2010-03-28", "markCategory": "Collective mark",
    "markRepresentation": {"markReproduction": {"wordMarkSpecification": {"markVerbalElementText": "互助"}}},
    "goodsServicesBag": {"goodsServices": {"goodsServicesClassificationBag": {"goodsServicesClassification": [
        {"classificationKindCode": "Nice", "classNumber": "033"}, {"classificationKindCode": "Nice", "classNumber": 35}
    ]}}},
}  # fmt: skip
ONE = {"patentPublication": PATENT}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ONE), json.dumps([ONE]), json.dumps({"patentPublicationBag": [ONE]}),
        json.dumps({"patentPublicationBag": {"patentPublication": [PATENT]}}), "\ufeff" + json.dumps(ONE, ensure_ascii=False),
        json.dumps(ONE, indent=2),
    ],
    ids=["object", "array", "bag of members", "bag with an array", "with a mark", "indented"],
)  # fmt: skip
def test_a_patent_in_any_brackets(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert ST97_PATENTS.recognises(path.read_bytes()) and not ST97_MARKS.recognises(path.read_bytes())
    ((number, found),) = ST97_PATENTS.read(path)
    assert number == 1 and {key: value for key, value in found.items() if value} == {
        "number": "201710117081.7", "title": "一种青稞酒", "type": "发明", "applied_on": "2017-03-01",
        "publication_number": "CN106844774A", "published_on": "2017-06-13", "status": "公布待审", "status_on": "2017-06-13",
        "holders": "青海某公司;青海大学", "inventors": "才让", "main_class": "C12G3/04", "classes": "C12G3/04;C12G3/02",
        "abstract": "第一段\n第二段", "claim_count": "8",
    }  # fmt: skip


def test_many_objects_one_after_the_other(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        "\n".join(json.dumps({"patentPublication": PATENT | {"n": n, "pad": "x" * 4000}}) for n in range(900))
    )
    assert path.stat().st_size > 4 << 20
    assert [number for number, _ in ST97_PATENTS.read(path)] == list(range(1, 901))


@pytest.mark.parametrize(
    "held", [{"trademark": MARK}, {"trademarkApplication": {"trademarkBag": {"trademark": [MARK]}}}]
)
def test_a_mark(tmp_path, held):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(held))
    assert ST97_MARKS.recognises(path.read_bytes())
    ((_, found),) = ST97_MARKS.read(path)
    assert (found["number"], found["title"], found["classes"]) == ("1234567", "互助", "33;35")
    assert (found["type"], found["status"], found["registered_on"]) == ("集体商标", "有效", "2010-03-28")


def test_an_indication(tmp_path):
    data = {"applicationNumber": {"applicationNumberText": "GI 1"}, "giNameBag": [{"giNameText": "互助青稞酒"}]}
    users = [{"contact": {"name": {"entityName": name}}} for name in ("甲酒厂", "乙酒厂")]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"giApplication": {"giData": data | {"officeCode": "CN"}, "authorizedUser": users}}))
    assert ST97_INDICATIONS.recognises(path.read_bytes())
    ((_, found),) = ST97_INDICATIONS.read(path)
    assert (found["number"], found["title"], found["users"]) == ("GI 1", "互助青稞酒", "甲酒厂;乙酒厂")


def test_names_of_keys_cannot_break_out():
    made = element(
        "patentPublication",
        {"a b": 1, "<x>": 2, "": 3, "@1": "x", "ipOfficeCode": "C\x00N", "list": [1, None, {"b": 2}]},
    )
    assert text(made, "IPOfficeCode") == "CN" and [one.tag for one in made] == ["IPOfficeCode", "List", "List", "List"]
