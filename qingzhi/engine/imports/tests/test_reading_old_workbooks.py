"""XLS: read in a process of its own, which a hostile file may end without harm to anybody else."""

import zlib
from base64 import b85decode
from datetime import date, datetime

import pytest

from ..rules import old_workbooks
from ..rules.old_workbooks import written
from ..rules.reading import examine
from ..rules.shapes import FileRefused
from .reading_samples import FIELDS, taken

# 清单, from B2: 申请号 (a number and a text), 发明名称, 申请日 (a date); saved as Excel 97.
OLD = zlib.decompress(b85decode(
    "c-rk(U2GIp6h1RMyPYj<ceYT)0(C_xg|=kdCZ$HPr3)hdP(q8MX#%C)EtPGz_9wCaE+Q`~M8ktGL_<=ZB>u!iA26|vFFt702Ocz<6cUXFA6BDjNN"
    "m^doVn9Zmu<3Jltk&7oVoX&x%ZxP@A;jtzY0#B{h<63Wxze;q1m*bd@h;>G@XG(q$}ENI-PdN>1Fs&!HjBIhX(ZL1+vZylwSR+U55WB?4typ5em^"
    "x8bCWlW0Viv0*i6)m&=;j9OvZ<%lwzlpW`>jaSt%l|2fvP{}%#R0E>Xdz!G4<P5~4ImI7A-R{_h!CWvkYt_I!)EC;Rut_7}B{BKt+<9hV(RO1b3E"
    "0<%=4FkUkE&9B4q4*0{x#<29EaH7*QtaX~u#*PaHX>c|?$C{bR*|7gV;Lr3q}$Nb=nSYO^qx>Zk@q&SK0phFnv_K!&|5_Ilk#3K?-JtmAIqBWgi="
    "Qp^u1X5>*53&6=)IaqB!-@VZ^~c%qXYN*}q<t8SEX}cKO1yuJ3Dj0dM${wnyS{0+F~Ka|UP_y$C%>4+$kg6-E(_vtRCt4n&8#;uS`a&aqF90Xl2@"
    "`#WoUdZxq)$LY^>$mQ@8A*M4Yq5qK^UC)zFHywQ(cbDy+tL^!zO!}rp=rxPbH!ni>XQg``dCW{X&)IZio_<=#AW3O%t)xfVVA3aTY0{8(WwJopRY"
    "`C9kT}i>nA<we5bzf7!2b5vu%(7)QZs=>9Va!qLQimVNbM6&z7!_`=Is0|xUqp&q}Y8wg~%oy(~xY;39SY17OMEoveS(T6E~4g%xQSZU(_ri$|os"
    "HYZ#q=b-EoweA8YMEAB{*DcX-wh*dv|)%D@Jt##qXa9vYleFKP(?@1${nRLOh^I5l92Ao%6nQC=TdUkNM76iv4oTLXQ<Zu#{Q(4%qHnR50<;L>ng"
    "F;WvtAIA}O;e3_3|}UV&9b6e-Y>~qCutrR+RO5;#QNSC!%xi{UHz)LeSdD=<m#VAkn=+-5^d<<R->&h@*ST%G}Y|18tumylb)AjllF=kP$w-BT^O"
    ">O-==QKJ_h!&BWgfsdKMb)8#qs!!R7K=`x@<$j*&Ju@?azdhi-@D0L3aJpFQ>Lu2%l8%WN)2UeI~uK{0XaEnU`nWVWGp^2kg!#$RbK>m&7mt&5bY"
    "tc#}x$dd|7xniWMgzisSSxO?E3S}Ly;XUuuOX(w@omYtNmAmEQB_Ogn3;?|_&0f>Jk>-?Pg}KyX8Y&%6p<TmSrf$2Z{po(LnI7ru9!d-+Vk4oQPj"
    "^S-p}V)%c61$%#^X`3#@4=Atm%4cN6q%kCBtl*M8#S5rKuBd|9-XYi1p4JCRK0z@LN{IbIOhQdy}d!ThwJetm@1Is@CjL_2!_eQGb~s<ZQbiR_h$"
    "NrXP$1&Oh^m=I-YsKU4IJUtT=3WsP<EO~_w!_1ztu#WQG~s?K#nn&pypud1sVLasCGN=B#l<}+^}9DFo7G~AaMSa?=8t-AUxVF3Lb@K65#$@w#EI"
    "NKV&lL^1we+=A*=qM^Kmg8vN@|Q};u)|k6kN>KJ1&*CYz_%YZ)&?1#ToQke>mMwaHLTa&bAHl>dN8_V{c(`Y_x~@X{?()^MQu5X^Y^3XWZmzE6~s"
    "g*Oc_DFngC^Ss8amBdEEaU!1HtbcYs5;$Pg6^%uk-CC7k~*7yq06|Nn3JZ7J{"
))  # fmt: skip


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(OLD)
    return path


def test_an_old_workbook_is_read_like_a_new_one(book):
    found = examine(book, FIELDS)
    assert (found.format, found.sheet, found.head_line, found.head) == (
        "xls",
        "清单",
        2,
        ("", "申请号", "发明名称", "申请日"),
    )
    rows = [(3, ("201710601862.3", "甲", "2017-06-29", "", "")), (4, ("2017106018623", "乙", "", "", ""))]
    assert taken(book, found) == (rows, [], 2)
    assert taken(book, found, start=1)[0] == rows[1:]


def test_a_cell_at_the_far_corner_ends_the_other_process_alone(book):
    """The last text's place becomes the last line and column there can be: four milliard cells."""
    place = OLD.rindex(b"\xfd\x00\x0a\x00") + 4
    book.write_bytes(OLD[:place] + b"\xff\xff\xff\xff" + OLD[place + 4 :])
    with pytest.raises(FileRefused, match="另存为 XLSX"):
        examine(book, FIELDS)


@pytest.mark.parametrize("content", [OLD[:600], OLD[:3000] + bytes(2632), OLD[:8] + bytes(9000)])
def test_a_damaged_old_workbook_is_refused(book, content):
    book.write_bytes(content)
    with pytest.raises(FileRefused):
        found = examine(book, FIELDS)
        taken(book, found)


def test_an_old_workbook_too_large_is_refused(book, monkeypatch):
    monkeypatch.setattr(old_workbooks, "LARGEST", 1_000)
    with pytest.raises(FileRefused, match="另存为 CSV"):
        examine(book, FIELDS)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (201710601862.3, "201710601862.3"), (2017106018623.0, "2017106018623"), (100000000000000.0, "100000000000000"),
        (0.1, "0.1"), (1e-7, "0.0000001"), (3, "3"), (True, "是"), (datetime(2017, 6, 29, 0, 0), "2017-06-29"),
        (date(2017, 6, 29), "2017-06-29"), (datetime(2017, 6, 29, 8, 5), "2017-06-29 08:05:00"), (0.30000000000000004, "0.3"),
    ],
)  # fmt: skip
def test_numbers_and_days_are_written_as_a_person_would(cell, text):
    assert written(cell) == (text, "")
