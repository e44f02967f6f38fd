"""Geographical indications, works, software, plant varieties, layout designs."""

import re
from typing import Any, ClassVar

from django.db import models

from ...models import GeographicalIndication, Layout, Software, Variety, Work
from ...rules.numbers import Number, read_number
from ...rules.rows import Cells
from ...terms import GiKind, RightKind, VarietyField
from .columns import Columns
from .prepared import Prepared
from .taking import NAME_LONGEST, Taking, coded

GI_TYPES = {"农产品": GiKind.AGRICULTURAL.value, "agricultural": GiKind.AGRICULTURAL.value} | dict.fromkeys(
    ("产品", "保护", "地理标志", "product"), GiKind.PRODUCT.value
)
WOODY = re.compile("[林木树藤]|果|葡萄|猕猴桃|枸杞|沙棘|苹果|梨|桃|李属|杏|樱|月季|蔷薇|牡丹|丁香|杜鹃|茶|桑")
ANNOUNCED = re.compile("[A-Z㐀-鿿]*[0-9]{4}N[0-9]+")


class IndicationTaking(Taking):
    """Rows of GI products. One announcement may protect several products: then the product's name is part of the number."""

    kind = RightKind.GI
    model = GeographicalIndication
    own_columns = ("type", "category", "area", "announcement")
    days = ("registered_on", "status_on")
    defaults = {"type": GiKind.PRODUCT.value}

    def __init__(self, *args: Any):
        super().__init__(*args)
        self._types = Cells(coded(GI_TYPES, ""))

    def _numbers(self, cells: Columns, made: Prepared) -> None:
        titles, announcements = cells.text("title"), cells.text("announcement", 100)
        numbers = [
            number or announcement for number, announcement in zip(cells.text("number"), announcements, strict=True)
        ]
        found: list[Number] = []
        for place, (text, title) in enumerate(zip(numbers, titles, strict=True)):
            number = read_number(self.kind, text)
            if ANNOUNCED.fullmatch(number.canonical):
                number = number._replace(canonical=f"{number.canonical}/{title}"[:40])
            found.append(number)
            if not text:
                cells.fault(place, "number", "编号和公告文号都为空")
        made.number, made.shown = [one.canonical for one in found], [one.shown for one in found]
        made.check = [one.check.value for one in found]

    def own(self, cells: Columns, made: Prepared) -> None:
        types = list(map(self._types.__getitem__, cells.text("type")))
        for place, one in enumerate(types):
            if one == "?":
                cells.fault(place, "type", "不是地理标志产品或农产品地理标志")
            elif not one:
                types[place] = GiKind.AGRICULTURAL.value if made.number[place].startswith("AGI") else ""
        made.users = [self.holders_of(text) for text in cells.text("users")]
        made.own = [types, cells.text("category", 60), cells.text("area"), cells.text("announcement", 100)]


class WorkTaking(Taking):
    """Rows of works."""

    kind = RightKind.WORK
    model: ClassVar[type[models.Model]] = Work
    own_columns = ("category", "author", "completed_on", "published_on")
    days = ("completed_on", "published_on", "registered_on", "expires_on", "status_on")

    def own(self, cells: Columns, made: Prepared) -> None:
        first = cells.days("published_on")
        made.published = [None] * len(cells)  # a work's publication is no step of its registration
        made.own = [cells.text("category", 20), cells.text("author", NAME_LONGEST), cells.days("completed_on"), first]

    def last_days(self, cells: Columns, made: Prepared) -> list[str | None]:
        """Of works of organisations alone: a person's work lasts for life and fifty years."""
        names = made.names()
        days = [day if names[place] and len(names[place][0]) > 4 else None for place, day in enumerate(made.own[-1])]
        return self.by_terms(made, [self.kind.value] * len(cells), "published", days)


class SoftwareTaking(WorkTaking):
    """Rows of computer programs."""

    kind = RightKind.SOFTWARE
    model = Software
    own_columns = ("version", "certificate_number", "completed_on", "published_on")

    def own(self, cells: Columns, made: Prepared) -> None:
        first = cells.days("published_on")
        made.published = [None] * len(cells)
        certificates = cells.text("certificate_number", 40)
        made.own = [cells.text("version", 40), certificates, cells.days("completed_on"), first]


class VarietyTaking(Taking):
    """Rows of plant varieties; where the right has no number yet, its application's stands for it."""

    kind = RightKind.VARIETY
    model = Variety
    own_columns = ("field", "genus", "breeder", "application_number")
    days = ("applied_on", "published_on", "registered_on", "expires_on", "status_on")

    def _numbers(self, cells: Columns, made: Prepared) -> None:
        applications = cells.text("application_number", 30)
        texts = [one or other for one, other in zip(cells.text("number"), applications, strict=True)]
        found = [read_number(self.kind, text) for text in texts]
        made.number, made.shown = [one.canonical for one in found], [one.shown for one in found]
        made.check = [one.check.value for one in found]
        for place, canonical in enumerate(made.number):
            if not canonical:
                cells.fault(place, "number", "品种权号和申请号都为空")

    def own(self, cells: Columns, made: Prepared) -> None:
        fields = []
        for place, (word, number) in enumerate(zip(cells.text("field"), made.number, strict=True)):
            by_number = VarietyField.AGRICULTURE if number.startswith("CNA") else VarietyField.FORESTRY
            if "林" in word or word == VarietyField.FORESTRY:
                fields.append(VarietyField.FORESTRY.value)
            elif "农" in word or word == VarietyField.AGRICULTURE:
                fields.append(VarietyField.AGRICULTURE.value)
            else:
                fields.append(by_number.value)
                if word:
                    cells.fault(place, "field", "不是农业或林业")
        breeders = cells.text("breeder", NAME_LONGEST)
        made.own = [fields, cells.text("genus", 60), breeders, cells.text("application_number", 30)]

    def last_days(self, cells: Columns, made: Prepared) -> list[str | None]:
        """Trees, shrubs and vines last longer than other plants: told by the field and by the genus."""
        types = [
            "variety.woody" if field == VarietyField.FORESTRY or WOODY.search(genus) else "variety"
            for field, genus in zip(made.own[0], made.own[1], strict=True)
        ]
        return self.by_terms(made, types, "registered", made.registered)


class LayoutTaking(Taking):
    """Rows of layout designs."""

    kind = RightKind.LAYOUT
    model = Layout
    own_columns = ("category", "first_used_on")
    days = ("applied_on", "registered_on", "first_used_on", "expires_on", "status_on")

    def own(self, cells: Columns, made: Prepared) -> None:
        made.own = [cells.text("category", 60), cells.days("first_used_on")]

    def last_days(self, cells: Columns, made: Prepared) -> list[str | None]:
        """Ten years from the application or the first commercial use, whichever is earlier (条例 第十二条)."""
        by_filing = self.by_terms(made, ["layout"] * len(cells), "applied", made.applied)
        by_use = self.by_terms(made, ["layout"] * len(cells), "first_used", made.own[1])
        return [min(filter(None, pair), default=None) for pair in zip(by_filing, by_use, strict=True)]
