"""Before a fair a finding that holds is told, whichever record of the holder is asked; one that does not hold is not."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.domains.credit.models import Listing
from qingzhi.domains.credit.queries.at_fairs import said_at_fairs
from qingzhi.domains.credit.testing import make_firm, make_listing, make_rules

pytestmark = pytest.mark.django_db


def test_a_finding_is_told_while_it_holds():
    make_rules()
    listed, clean = make_firm("青海示例失信有限公司"), make_firm("青海示例守信有限公司")
    with clock.fixed(date(2022, 7, 4)):
        made = make_listing(listed)
    made.refresh_from_db()
    told = said_at_fairs([listed.pk, clean.pk], made.since)
    assert set(told) == {listed.pk} and made.number in told[listed.pk]
    Listing.objects.update(until=made.since)
    assert said_at_fairs([listed.pk], date(2099, 1, 1)) == {}
