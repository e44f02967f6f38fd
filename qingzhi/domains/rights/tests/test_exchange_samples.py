"""The official samples, read whole: seven national patents, four examples of ST.96; expected values stand here, typed by hand."""

import pytest

from qingzhi.engine.imports.rules.reading import examine, rows
from qingzhi.engine.imports.rules.shapes import Field

from ..rules.exchange import INDICATION_FORMATS, PATENT_FORMATS, TRADEMARK_FORMATS
from .exchange_samples import samples

NATIONAL = {
    "cn_old1.xml": {
        "number": "201410408762.5", "title": "一种甘草发酵所得烟用香料及其应用", "applied_on": "2014-08-19",
        "publication_number": "CN104223352A", "published_on": "2014-12-24", "main_class": "A24B15/18",
        "classes": "A24B15/18;C11B9/00;C12P1/02;C12R1/645", "holders": "云南中烟工业有限责任公司",
        "address": "云南省昆明市五华区红锦路367号云烟科技园C区", "inventors": "段焰青;者为;李青青;叶灵;张伟;夏建军;党立志;王文元",
        "agency": "昆明协立知识产权代理事务所(普通合伙)", "claim_count": "3", "priority": "",
    },
    "cn_old2.xml": {
        "number": "201480000986.0", "holders": "可隆科技特株式会社;盛源立赛科株式会社", "address": "韩国京畿道果川市",
        "classes": "B03B5/04;B03B5/32;B03B5/62;B07B13/04", "agency": "北京品源专利代理有限公司", "claim_count": "43",
        "priority": "KR 10-2013-0033547 2013-03-28;KR 10-2013-0033737 2013-03-28;KR 10-2013-0052725 2013-05-09;"
        "KR 10-2013-0052726 2013-05-09;KR 10-2013-0138112 2013-11-14;KR 10-2013-0138117 2013-11-14",
    },
    "cn_old3.xml": {
        "number": "201480000788.4", "title": "马来酸伊索拉定的制造方法", "main_class": "C07D251/18", "holders": "日本新药株式会社",
        "inventors": "服部正之", "agency": "上海专利商标事务所有限公司", "claim_count": "5",
    },
    "cn_old4.xml": {
        "number": "201410513187.5", "title": "脚型量具", "holders": "叶建鑫", "inventors": "叶建鑫",
        "address": "浙江省温州市瓯海区巨溪镇河南西路33号", "priority": "CN 201320854096.9 2013-12-24", "claim_count": "10",
    },
    "cn_new1.xml": {
        "number": "202111286633.X", "title": "显示设备", "applied_on": "2017-04-24", "publication_number": "CN113781974A",
        "published_on": "2021-12-10", "classes": "G09G3/36;G09G3/3208;G09G3/34", "holders": "三星显示有限公司",
        "address": "韩国京畿道", "inventors": "金驲柱;田武经;李安洙", "agency": "北京英赛嘉华知识产权代理有限责任公司",
        "priority": "KR 10-2016-0063019 2016-05-23",
    },
    "cn_new2.xml": {
        "number": "202110991218.8", "title": "一种基于合约管理的跨链去中心化方法", "applied_on": "2021-08-26",
        "holders": "浙商银行股份有限公司", "address": "浙江省杭州市萧山区鸿宁路1788号", "main_class": "H04L29/08",
        "claim_count": "10",
    },
    "cn_new3.xml": {
        "number": "202180002433.9", "title": "抗COVID-19的高活性化合物", "inventors": "J-P·索玛迪西;A·莫萨",
        "holders": "阿堤亚制药公司", "address": "美国马萨诸塞州", "agency": "北京市金杜律师事务所", "claim_count": "111",
        "classes": "A61K31/7076;A61P31/14;C07H19/207",
    },
}  # fmt: skip


def read(path, formats):
    head = path.read_bytes()[:65536]
    (one,) = [one for one in formats if one.recognises(head)]
    return [found for _, found in one.read(path)]


@pytest.mark.parametrize("name", NATIONAL)
def test_a_national_patent_is_read_whole(name):
    (found,) = read(samples() / "cn_patent_xml" / name, PATENT_FORMATS)
    assert {field: found[field] for field in NATIONAL[name]} == NATIONAL[name]
    assert (found["type"], found["status"]) == ("发明", "公布待审")
    assert (
        found["status_on"] == found["published_on"]
        and len(found["abstract"]) > 60
        and "CGMCC No" not in found["abstract"]
    )
    assert all(found[field] for field in ("title", "applied_on", "inventors", "publication_number", "claim_count"))


def test_every_national_sample_is_among_the_expected():
    assert {path.name for path in (samples() / "cn_patent_xml").glob("*.xml")} == set(NATIONAL)


def test_the_patent_publication_of_st96():
    (found,) = read(samples() / "st96" / "PatentPublication_Example.xml", PATENT_FORMATS)
    abstract = found.pop("abstract")
    assert abstract.startswith("A device is provided with: a first substrate") and len(abstract) > 300
    assert found == {
        "number": "US13797521", "title": "Manufcaturing method for room-temperature substrate bonding", "type": "发明",
        "applied_on": "2013-03-12", "publication_number": "US20130213561A1", "published_on": "2013-08-22",
        "grant_number": "US08936998B2", "registered_on": "2015-01-20", "status": "有效", "status_on": "2015-01-20",
        "holders": "Mitsubishi Heavy Industries, Ltd.;National Institute of Advanced Industrial Science and Technology",
        "address": "", "inventors": "Jun Utsumi;Takayuki Goto;Kensuke Ide;Hideki Takagi;Masahiro Funayama",
        "agency": "Birch, Stewart, Kolasch & Birch, LLP", "main_class": "H01L21/30",
        "classes": "H01L21/30;H01L21/302;H01L21/324;H01L21/20;H01L23/00;H01L31/0203", "claim_count": "10",
        "priority": "JP 2007-290922 2007-11-08",
    }  # fmt: skip


def test_the_design_of_st96():
    (found,) = read(samples() / "st96" / "DesignApplication_Example.xml", PATENT_FORMATS)
    assert found.pop("abstract").splitlines()[0] == "1. Chair [seat]"
    assert found == {
        "number": "35503842", "title": "Chair", "type": "外观设计", "applied_on": "2017-08-29", "grant_number": "123456",
        "registered_on": "2017-08-29", "published_on": "2019-01-29", "expires_on": "2034-01-29", "status": "有效",
        "status_on": "2019-01-29", "holders": "HARPER Inc.", "address": "", "agency": "Attorney Firm, LLP",
        "inventors": "Emma Francis;Jeannette Altova;Manuel Ho", "main_class": "06-01", "classes": "06-01",
        "priority": "WO DM/096824 2017-03-31",
    }  # fmt: skip


def test_the_trademark_of_st96():
    (found,) = read(samples() / "st96" / "TrademarkApplication_Example.xml", TRADEMARK_FORMATS)
    assert found.pop("goods").startswith("Audio cables; Bags for cameras and photographic equipment; Batteries")
    assert found == {
        "number": "US5169753", "title": "LANYI", "type": "商品或服务商标", "classes": "9", "applied_on": "2016-05-12",
        "preliminary_on": "2017-01-10", "registered_on": "2017-03-28", "expires_on": "", "status": "有效",
        "status_on": "2017-03-28", "holders": "Shenzhen Fengniao E-Commerce Co.,Ltd", "address": "", "agency": "", "is_gi": "",
    }  # fmt: skip


def test_the_indication_of_st96():
    (found,) = read(samples() / "st96" / "GIApplication_Example.xml", INDICATION_FORMATS)
    assert len(found["users"].split(";")) == 10 and found["users"].startswith("Atelier CC Brindelaine;Ateliers PINTON;")
    del found["users"]
    assert found == {
        "number": "FR IG 18-002", "title": "Tapisserie d'Aubusson", "type": "地理标志产品", "category": "第24类;第27类",
        "area": "Département de la Creuse", "announcement": "2018-18", "registered_on": "", "status": "申请中",
        "holders": "Association LAINAMAC",
    }  # fmt: skip


def test_each_sample_is_recognised_by_its_own_kind_alone():
    kinds = {"patents": PATENT_FORMATS, "marks": TRADEMARK_FORMATS, "indications": INDICATION_FORMATS}
    expected = {"PatentPublication": "patents", "DesignApplication": "patents", "TrademarkApplication": "marks"}
    for path in (samples() / "st96").glob("*.xml"):
        head = path.read_bytes()[:65536]
        taken = [name for name, formats in kinds.items() if any(one.recognises(head) for one in formats)]
        assert taken == [expected.get(path.name.split("_")[0], "indications")]


def test_the_engine_reads_a_sample_in_the_order_of_a_kinds_fields():
    fields = (Field("title", "名称"), Field("number", "申请号", required=True), Field("region", "地区"))
    path = samples() / "cn_patent_xml" / "cn_old4.xml"
    found = examine(path, fields, PATENT_FORMATS)
    assert (found.format, found.head, found.row_estimate, found.missing) == (
        "cn-xml",
        ("名称", "申请号", "地区"),
        1,
        (),
    )
    assert list(rows(path, found, found.columns, PATENT_FORMATS)) == [(1, ("脚型量具", "201410513187.5", ""))]
