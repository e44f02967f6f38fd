"""The division that an address or a region column tells of: the province's own by name, other provinces by two digits."""

import re
import unicodedata
from collections.abc import Iterable

from qingzhi.base.regions.models import Level, Region
from qingzhi.domains.parties.queries import PROVINCES

KEPT = 200_000
_POSTCODE = r"(?:\(?(?:邮编)?:?\d{6}\)?)?"


class Places:
    """Codes of addresses, each found once; the divisions are read from the table of regions."""

    def __init__(self, regions: Iterable[Region] | None = None):
        rows = list(Region.objects.all() if regions is None else regions)
        self._provinces = {name: code for code, name, _ in PROVINCES} | {short: code for code, _, short in PROVINCES}
        self._codes = {row.code for row in rows}
        self._prefectures = {name: row.code for row in rows if row.level == Level.PREFECTURE for name in _names(row)}
        self._homes = {row.code[:2] for row in rows if row.level == Level.PROVINCE}
        self._county_names = {row.name: row.code for row in rows if row.level == Level.COUNTY}
        self._province = _one_of(self._provinces, "[省市]?")
        self._prefecture = _one_of(self._prefectures, "")
        self._county = _one_of(self._county_names, "")
        self._known: dict[tuple[str, str], str] = {}

    def code(self, address: str, region: str = "") -> str:
        """The six-digit code, as near as the texts say; "" where they say nothing of a division."""
        key = (address, region)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            by_region = self._of_region(region)
            by_address = self._of_address(address) if not by_region or by_region.endswith("00") else ""
            self._known[key] = found = by_address if _lies_in(by_address, by_region) else by_region
        return found

    def _of_region(self, text: str) -> str:
        """A region column: 630104, 63, 青海;63, 青海, CN63, 西宁市."""
        plain = unicodedata.normalize("NFKC", text).strip()
        if not plain:
            return ""
        if digits := re.search(r"(?<!\d)(\d{6})(?!\d)", plain):
            return digits[1] if digits[1] in self._codes or digits[1][:2] not in self._homes else f"{digits[1][:2]}0000"
        if digits := re.search(r"(?<!\d)(\d\d)(?!\d)", plain):
            return f"{digits[1]}0000" if digits[1] in self._provinces.values() else ""
        name = re.split(r"[;,/(]", plain)[0].strip()
        if name in self._provinces:
            return f"{self._provinces[name]}0000"
        return self._of_address(name)

    def _of_address(self, text: str) -> str:
        """An address: postcode, province, prefecture, county, each where it stands."""
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        rest = re.sub(rf"^{_POSTCODE}(?:中国|中华人民共和国)?", "", plain)
        province = None if self._begins_at_home(rest) else self._province.match(rest)
        if province:
            if (code := self._provinces[province[1]]) not in self._homes:
                return f"{code}0000"
            rest = rest[province.end() :]
        prefecture = self._prefecture.match(rest)
        if prefecture:
            rest = rest[prefecture.end() :]
        county = self._county.match(rest)
        if county and (province or prefecture or not county[1].endswith("区")):  # 城东区 alone may lie anywhere
            return self._county_names[county[1]]
        if prefecture:
            return self._prefectures[prefecture[1]]
        return f"{self._provinces[province[1]]}0000" if province else ""

    def _begins_at_home(self, text: str) -> bool:
        """Whether the text begins with a division of the province: 海南藏族自治州 is not in 海南省."""
        county = self._county.match(text)
        return bool(self._prefecture.match(text) or (county and not county[1].endswith("区")))


def _lies_in(code: str, other: str) -> bool:
    """Whether a division lies in another (or the other is not known)."""
    return bool(code) and (not other or code.startswith(other[:2] if other.endswith("0000") else other[:4]))


def _names(region: Region) -> set[str]:
    """How a prefecture is written: in full, and by its short name with 市 or 州."""
    return {region.name, f"{region.short_name}{'市' if region.name.endswith('市') else '州'}"}


def _one_of(names: Iterable[str], tail: str) -> re.Pattern[str]:
    ordered = sorted(set(names), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, ordered))}){tail}" if ordered else r"(?!)()")
