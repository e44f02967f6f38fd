import pytest


@pytest.mark.django_db
def test_a_page_has_its_shell(client):
    page = client.get("/_styleguide/").content.decode()
    assert "跳到主要内容" in page and "<h1" in page
