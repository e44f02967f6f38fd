"""What every test shares."""

import os

import pytest

os.environ.setdefault("QINGZHI_SECRET_KEY", "only-for-tests")
os.environ.setdefault("QINGZHI_STYLEGUIDE", "1")


@pytest.fixture(autouse=True)
def _quick_passwords_and_own_files(settings, tmp_path):
    """Hash passwords quickly and keep files in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.QINGZHI_DATA = tmp_path
