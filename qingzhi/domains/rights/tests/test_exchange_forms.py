"""Forms of which there is no official sample: grants, utility models, designs, several documents in one file, encodings."""

import pytest

from qingzhi.engine.imports.rules.reading import examine, open_reader
from qingzhi.engine.imports.rules.shapes import Field

from ..rules.exchange import PATENT_FORMATS, TRADEMARK_FORMATS
from ..rules.exchange.national import NATIONAL
from ..rules.exchange.st96 import ST96_PATENTS
from ..rules.exchange.st96_marks import ST96_MARKS

OLD = """<cn-patent-document lang="ZH" country="CN"><cn-bibliographic-data>
<cn-publication-reference><document-id><country>CN</country><doc-number>%(doc)s</doc-number><kind>%(kind)s</kind>
<date>20170912</date></document-id></cn-publication-reference>
<application-reference appl-type="%(type)s"><document-id><country>CN</country><doc-number>%(number)s</doc-number>
<date>20170122</date></document-id></application-reference>%(classes)s
<invention-title>包装盒（<b>青稞酒</b>）</invention-title><cn-related-publication/><cn-related-documents/>
<cn-parties><cn-applicants><cn-applicant sequence="1"><addressbook><name>青海；互助酒业</name></addressbook></cn-applicant>
<cn-applicant sequence="2"><addressbook><name>青海大学</name></addressbook></cn-applicant></cn-applicants></cn-parties>
</cn-bibliographic-data></cn-patent-document>"""
GRANT = {"doc": "104218960", "kind": "B", "type": "发明专利", "number": "201730033448.8", "classes": ""}
DESIGN = GRANT | {
    "kind": "S",
    "type": "外观设计专利",
    "classes": "<classification-locarno><edition>11</edition><main-classification>09-01</main-classification></classification-locarno>",
}
NEW = """<business:PatentDocumentAndRelated xmlns:base="http://www.sipo.gov.cn/XMLSchema/base"
 xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" country="CN" docNumber="304218960" kind="S"><business:DesignBibliographicData>
<business:PublicationReference dataFormat="standard"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code>
<base:DocNumber>304218960</base:DocNumber><base:Kind>S</base:Kind><base:Date>20170804</base:Date></base:DocumentID></business:PublicationReference>
<business:ApplicationReference applType="30" dataFormat="standard"><base:DocumentID><base:DocNumber>302017000033448</base:DocNumber>
<base:Date>20170207</base:Date></base:DocumentID></business:ApplicationReference>
<business:ApplicationReference applType="30" dataFormat="original"><base:DocumentID><base:DocNumber>201730033448.8</base:DocNumber>
<base:Date>20170207</base:Date></base:DocumentID></business:ApplicationReference>
<business:ClassificationLocarno><base:Text>09-01(11)</base:Text></business:ClassificationLocarno><business:DesignTitle>酒瓶</business:DesignTitle>
<business:Parties><business:DesignerDetails><business:Designer><base:AddressBook><base:Name>才让</base:Name></base:AddressBook></business:Designer>
</business:DesignerDetails></business:Parties></business:DesignBibliographicData></business:PatentDocumentAndRelated>"""
FIELDS = (
    Field("number", "申请号", required=True),
    Field("title", "名称"),
    Field("holders", "权利人"),
    Field("status", "状态"),
)


def read(tmp_path, content, one=NATIONAL):
    path = tmp_path / "a.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert one.recognises(path.read_bytes()[:65536])
    return [found for _, found in one.read(path)]


def test_a_grant_says_since_when_it_is_in_force(tmp_path):
    (found,) = read(tmp_path, OLD % GRANT)
    assert (found["grant_number"], found["registered_on"], found["status"]) == ("CN104218960B", "2017-09-12", "有效")
    assert "publication_number" not in found
    assert found["title"] == "包装盒（青稞酒）" and found["holders"] == "青海，互助酒业;青海大学"


@pytest.mark.parametrize(
    ("kind", "written", "type_"), [("U", "实用新型专利", "实用新型"), ("Y", "", "实用新型"), ("S", "", "外观设计")]
)
def test_the_type_is_told_by_word_or_kind(tmp_path, kind, written, type_):
    (found,) = read(tmp_path, OLD % (GRANT | {"kind": kind, "type": written}))
    assert found["type"] == type_


def test_designs_of_both_forms_bear_locarno_classes(tmp_path):
    (old,) = read(tmp_path, OLD % DESIGN)
    (new,) = read(tmp_path, NEW)
    assert (old["main_class"], old["type"], new["main_class"], new["type"]) == (
        "09-01",
        "外观设计",
        "09-01",
        "外观设计",
    )
    assert (new["number"], new["title"], new["inventors"]) == ("201730033448.8", "酒瓶", "才让")
    assert (new["grant_number"], new["registered_on"]) == ("CN304218960S", "2017-08-04")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_many_documents_of_both_forms_stand_in_one_file_of_any_encoding(tmp_path, encoding):
    body = "".join(OLD % (GRANT | {"number": str(number)}) for number in range(40)) + NEW
    found = read(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?><all>{body}</all>'.encode(encoding))
    assert [one["number"] for one in found] == [*map(str, range(40)), "201730033448.8"]


def test_a_named_document_type_is_not_fetched(tmp_path):
    named = '<!DOCTYPE cn-patent-document SYSTEM "http://127.0.0.1:9/cn-patent-document.dtd">'
    assert read(tmp_path, named + OLD % GRANT)[0]["number"] == "201730033448.8"


def test_going_on_in_a_file_of_records_gives_the_rest(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<all>" + "".join(OLD % (GRANT | {"number": str(number)}) for number in range(25)) + "</all>")
    found = examine(path, FIELDS, PATENT_FORMATS)
    assert found.row_estimate == 25
    reader = open_reader(path, found, found.columns, PATENT_FORMATS, start=20)
    chunk = reader.take(100)
    assert chunk and [line for line, _ in chunk.rows] == [21, 22, 23, 24, 25] and chunk.settled == 25
    assert chunk.cells_of(21) == ["20", "包装盒（青稞酒）", "青海，互助酒业;青海大学", "有效"]


ST96 = 'xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common"'
PUBLICATION = """<pat:PatentPublication><pat:BibliographicData>
<pat:PatentPublicationIdentification><com:IPOfficeCode>CN</com:IPOfficeCode><pat:PublicationNumber>%s</pat:PublicationNumber>
<com:PatentDocumentKindCode>U</com:PatentDocumentKindCode><com:PublicationDate>2017-08-04+08:00</com:PublicationDate></pat:PatentPublicationIdentification>
<pat:ApplicationIdentification><com:IPOfficeCode>CN</com:IPOfficeCode><com:ApplicationNumber><com:ApplicationNumberText>201720033448.8</com:ApplicationNumberText></com:ApplicationNumber></pat:ApplicationIdentification>
<pat:PatentClassificationBag><pat:IPCClassification><pat:MainClassification>A24B 15/18</pat:MainClassification></pat:IPCClassification></pat:PatentClassificationBag>
<pat:InventionTitleBag><pat:InventionTitle com:languageCode="en">Bottle</pat:InventionTitle><pat:InventionTitle com:languageCode="zh">酒瓶</pat:InventionTitle></pat:InventionTitleBag>
<pat:PartyBag><pat:ApplicantBag><pat:Applicant><com:Contact com:languageCode="en"><com:Name><com:EntityName>QH Co</com:EntityName></com:Name></com:Contact>
<com:Contact com:languageCode="zh"><com:Name><com:EntityName>青海某公司</com:EntityName></com:Name></com:Contact></pat:Applicant></pat:ApplicantBag></pat:PartyBag>
</pat:BibliographicData></pat:PatentPublication>"""


def test_a_bag_of_publications_prefers_chinese(tmp_path):
    bag = f"<pat:PatentPublicationBag {ST96}>{PUBLICATION % '206'}{PUBLICATION % '207'}</pat:PatentPublicationBag>"
    found = read(tmp_path, bag, ST96_PATENTS)
    assert [one["grant_number"] for one in found] == ["CN206U", "CN207U"]
    assert (found[0]["title"], found[0]["holders"], found[0]["number"]) == ("酒瓶", "青海某公司", "201720033448.8")
    assert (found[0]["type"], found[0]["main_class"], found[0]["registered_on"]) == (
        "实用新型",
        "A24B15/18",
        "2017-08-04",
    )


def test_several_designs_of_one_application_keep_numbers_of_their_own(tmp_path):
    design = "<DesignIdentifier>%s</DesignIdentifier><DesignTitleText>椅%s</DesignTitleText>"
    inner = "".join(f"<Design>{design % (n, n)}</Design>" for n in ("D1", "D2"))
    number = "<ApplicationNumber><ApplicationNumberText>35</ApplicationNumberText></ApplicationNumber>"
    found = read(
        tmp_path, f"<DesignApplication>{number}<DesignBag>{inner}</DesignBag></DesignApplication>", ST96_PATENTS
    )
    assert [(one["number"], one["title"], one["status"]) for one in found] == [
        ("D1", "椅D1", "申请中"),
        ("D2", "椅D2", "申请中"),
    ]


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("Registered", "有效"), ("REGISTRATION EXPIRED", "期满"), ("Application withdrawn", "撤回"), ("Application refused", "驳回"),
        ("Registration cancelled", "撤销或注销"), ("Application published", "公布待审"), ("Application filed", "申请中"),
        ("Something new", "状态不明"), ("", "申请中"),
    ],
)  # fmt: skip
def test_the_statuses_of_st96(tmp_path, code, label):
    xml = f"<Trademark><MarkCurrentStatusCode>{code}</MarkCurrentStatusCode></Trademark>"
    assert read(tmp_path, f"<TrademarkBag>{xml}</TrademarkBag>", ST96_MARKS)[0]["status"] == label


@pytest.mark.parametrize(
    ("category", "label", "gi"),
    [
        ("Certification Mark", "证明商标", ""), ("Collective mark", "集体商标", ""), ("Trademark", "商品或服务商标", ""),
        ("Geographical Indication Certification Mark", "证明商标", "是"),
    ],
)  # fmt: skip
def test_the_types_of_marks(tmp_path, category, label, gi):
    found = read(tmp_path, f"<Trademark><MarkCategory>{category}</MarkCategory></Trademark>", ST96_MARKS)
    assert (found[0]["type"], found[0]["is_gi"]) == (label, gi)
    assert not any(one.recognises(b"<Trademark>") for one in PATENT_FORMATS) and TRADEMARK_FORMATS[0] is ST96_MARKS
