"""What the content security policy would refuse must not be in any page: styles and scripts stay in files."""

import re

import pytest

PAGES = (
    "/_styleguide/",
    "/_styleguide/portal/",
    "/_styleguide/confirm/",
    "/_styleguide/error/500/",
    "/sign-in/",
    "/nowhere/",
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PAGES)
def test_no_inline_style_or_script(client, address):
    page = client.get(address).content.decode()
    assert re.findall(r"<[^>]*\sstyle=", page) == []
    assert "<style" not in page
    assert re.findall(r"<[^>]*\son[a-z]+=", page) == []
    assert "javascript:" not in page
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag] == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_comes_from_elsewhere(client, address):
    page = client.get(address).content.decode()
    assert re.findall(r'(?:src|href|action|hx-get)="(?:https?:)?//[^"]*"', page) == []


@pytest.mark.parametrize("address", PAGES)
def test_ids_are_unique_and_labels_lead_somewhere(client, address):
    page = client.get(address).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
    assert sorted(set(re.findall(r'\sfor="([^"]+)"', page)) - set(ids)) == []
    described = {one for value in re.findall(r'aria-describedby="([^"]+)"', page) for one in value.split()}
    assert sorted(described - set(ids)) == []


def test_the_policy_is_sent(client):
    policy = client.get("/_styleguide/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "style-src 'self'" in policy and "unsafe" not in policy


def test_every_page_has_one_main_heading_and_is_in_chinese(client):
    for address in PAGES:
        page = client.get(address).content.decode()
        assert 'lang="zh-CN"' in page
        assert len([one for one in re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.S) if one.strip()]) == 1, address
