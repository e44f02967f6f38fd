"""The registers on the real demonstration: a dirty spreadsheet taken in, its errors corrected and sent again, taken back;
a right found by many spellings of its number; a day of the past answered; a holder merged and the merge undone.
"""

import csv
import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.demo import demo_copy, demo_site
from tests.journeys.calm import calm, watched
from tests.journeys.dirty import HEAD, ROWS, dirty_workbook, number_of
from tests.journeys.people import Person, free_port

pytestmark = pytest.mark.slow
GOOD = {"号": "", "名称": "一种示例改正后的装置", "日": "2018-01-02", "类型": "实用新型"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_copy(tmp_path_factory.mktemp("registers") / "data")


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[str]:
    with demo_site(data, free_port()) as address:
        yield address


@pytest.fixture(scope="module")
def clerk(browser: Any, site: str) -> Person:
    return Person(browser, site, "registry")


@pytest.fixture(scope="module")
def imported(clerk: Person, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The dirty spreadsheet after it was taken in: its batch, what its page says, its rows that were not taken."""
    path, broken = dirty_workbook(tmp_path_factory.mktemp("dirty") / "专利明细.xlsx")
    said = takes_in(clerk, path)
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("link", name="下载拒收的行").first.click()
    errors = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return {"path": path, "broken": broken, "said": said, "url": clerk.page.url, "errors": errors}


def takes_in(clerk: Person, path: Path, to: str = "/imports/new/patents/") -> str:
    """Walk a file through the wizard; what the batch's page says at its end."""
    page = clerk.opens(to)
    page.set_input_files("input[type=file]", path)
    page.fill("[name=data_as_of]", "2018-06-30")
    clerk.presses("上传并读取")
    clerk.presses("确认对照，预览差异")
    clerk.presses("确认导入")
    until = time.monotonic() + 60
    while page.locator("#progress").count():  # a function in the page would be refused by its policy
        assert time.monotonic() < until, "the batch did not come to its end"
        page.wait_for_timeout(300)  # the page asks by itself, and opens the result at the end
    page.locator("main").get_by_text(
        "未变"
    ).first.wait_for()  # opening it a second time here would break the page's own way off
    return clerk.says()


def counts(said: str) -> dict[str, int]:
    """The figures of a batch's page by their words."""
    found = re.findall(r"(新增|更新|未变|拒收)[^\d]{0,8}([\d,]+)", said)
    return {word: int(number.replace(",", "")) for word, number in reversed(found)}


def test_a_dirty_spreadsheet_is_taken_in_but_for_what_nobody_can_take(imported: dict[str, Any]) -> None:
    found = counts(imported["said"])
    assert (found["新增"], found["拒收"]) == (ROWS - imported["broken"], imported["broken"])
    rows = list(csv.reader(io.StringIO(imported["errors"])))
    assert len(rows) == imported["broken"] + 1
    assert [name for name in rows[0] if name in HEAD] == HEAD, "the file's own columns, in order"
    assert all(any(cells) for cells in rows)


def test_its_errors_corrected_and_sent_again(clerk: Person, imported: dict[str, Any], tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(imported["errors"])))
    head = {name: place for place, name in enumerate(rows[0])}
    for cells in rows[1:]:
        row = int(cells[head["序号"]]) - 1
        cells[head["申请（专利）号"]] = number_of(row)
        cells[head["发明创造名称"]] = cells[head["发明创造名称"]] or GOOD["名称"]
        cells[head["申请日"]] = GOOD["日"]
        cells[head["专利类型"]] = ("发明专利", "实用新型", "外观设计")[row % 3]
    corrected = tmp_path / "改正.csv"
    with corrected.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    clerk.opens(imported["url"])
    clerk.page.get_by_role("link", name="改正后重新上传").first.click()
    said = takes_in(clerk, corrected, clerk.page.url)
    found = counts(said)
    assert (found["新增"], found.get("拒收", 0)) == (imported["broken"], 0)
    assert "改正" in said


def test_the_same_file_again_changes_nothing(clerk: Person, imported: dict[str, Any]) -> None:
    found = counts(takes_in(clerk, imported["path"]))
    assert (found["新增"], found["更新"]) == (0, 0)
    assert found["未变"] >= ROWS - imported["broken"]


def test_a_right_is_found_by_many_spellings_of_its_number(clerk: Person, imported: dict[str, Any]) -> None:
    number = number_of(7)
    plain = number.replace(".", "")
    wide = plain.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    spaced = f"{plain[:4]} {plain[4:8]} {plain[8:]}"
    for spelled in (f"ZL{number}", number, plain, f"ZL {number}", wide, spaced, plain[:-1], f"no:{number}"):
        said = clerk.reads(f"/search/?q={spelled}")
        assert number in said, spelled
    assert "没有" in clerk.reads("/search/?q=209910000000.1")


def test_a_day_of_the_past_is_answered(clerk: Person) -> None:
    then, now = (clerk.reads(f"/rights/?on={day}&region=630000") for day in ("2010-12-31", "2018-06-30"))
    total = [int(re.search(r"专利\s+([\d,]+)", said)[1].replace(",", "")) for said in (then, now)]
    assert 0 < total[0] < total[1]
    page = clerk.opens("/rights/register/patent/?on=2010-12-31")
    links = page.locator("table a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    right = next(link for link in links if re.fullmatch(r"/rights/\d+/.*", link)).split("?")[0]
    said = clerk.reads(f"{right}?on=2010-12-31")
    assert "2010-12-31" in said and "有效" in said
    assert "当日没有登记的法律状态" in clerk.reads(f"{right}?on=1980-01-01")


def test_a_batch_is_taken_back_whole(clerk: Person, imported: dict[str, Any]) -> None:
    clerk.opens(imported["url"])
    clerk.page.get_by_role("link", name="撤回").first.click()
    clerk.page.fill("[name=reason]", "来源更换（示例）")
    said = clerk.presses("撤回")
    assert "撤回" in said
    assert "没有" in clerk.reads(f"/rights/register/patent/?q={number_of(8)}")


def test_a_holder_is_merged_and_the_merge_undone(clerk: Person) -> None:
    page = clerk.opens("/parties/questions/")
    page.get_by_role("link", name="逐条核定").click()
    calm(page)
    question = page.url
    page.fill("[name=reason]", "地址和统一社会信用代码一致（示例）")
    page.locator("button[value='merge:candidate']").click()
    calm(page)
    assert "已归并" in clerk.reads(question)
    clerk.opens(question)
    page.get_by_role("link", name="打开记录").last.click()
    calm(page)
    page.locator("a[href*='/merges/']").first.click()
    calm(page)
    page.fill("[name=reason]", "核对后确认是两家单位（示例）")
    page.locator("main form button").last.click()
    calm(page)
    assert "撤销" in clerk.says()
    assert "核对后确认是两家单位（示例）" in clerk.says()


def test_a_deposit_is_made_and_anybody_verifies_it(clerk: Person, browser: Any, site: str, tmp_path: Path) -> None:
    secret = tmp_path / "配方.txt"
    secret.write_text("牦牛乳清配方：示例，不应离开浏览器", encoding="utf-8")
    sent: list[str] = []
    clerk.page.on("request", lambda request: sent.append((request.post_data_buffer or b"").decode("utf-8", "replace")))
    page = clerk.opens("/rights/deposits/make/")
    page.set_input_files("#fingerprint-file", secret)
    wait_until(lambda: len(page.input_value("[name=sha256]")) == 64 and len(page.input_value("[name=sm3]")) == 64)
    page.fill("[name=title]", "示例乳清配方")
    page.fill("[name=holder_name]", "示例乳业有限公司")
    page.locator("main form button.btn-p").last.click()
    calm(page)
    said = clerk.says()
    assert "SM3" in said and "示例时间戳" in said
    assert not [one for one in sent if "不应离开浏览器" in one], "the file stays where it is"
    address = page.get_by_role("link", name="公开核验").get_attribute("href")
    public = watched(browser.new_context(base_url=site, locale="zh-CN").new_page())
    public.goto(address)
    public.set_input_files("#fingerprint-file", secret)
    wait_until(lambda: len(public.input_value("[name=sha256]")) == 64)
    public.locator("main form button.btn-p").last.click()
    calm(public)
    assert "核验通过" in public.locator("main").inner_text()
    secret.write_text("牦牛乳清配方：示例，改过一个字", encoding="utf-8")
    public.goto(address)
    public.set_input_files("#fingerprint-file", secret)
    wait_until(lambda: len(public.input_value("[name=sha256]")) == 64)
    public.locator("main form button.btn-p").last.click()
    calm(public)
    assert "核验通过" not in public.locator("main").inner_text()


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that the page does by itself."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)
