"""What tests of surveys share: the day on which they begin, and two bodies that are asked."""

from datetime import datetime

import pytest

from qingzhi.base import clock

from .survey_samples import clerk, make_prefecture


@pytest.fixture
def in_may():
    with clock.fixed(datetime(2018, 5, 2, 9, 0)):
        yield


@pytest.fixture
def two():
    """Two prefectures with a clerk each, before anything is sent."""
    first, second = make_prefecture(1, "甲市"), make_prefecture(2, "乙州")
    clerk(first, "first")
    clerk(second, "second")
    return first, second
