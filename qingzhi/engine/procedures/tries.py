"""How often one address may ask with receipt codes, by page or by program; the address itself is not kept."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

TRIES, SECONDS = 20, 300  # for one address; the code has 31^12 values


def too_many(address: str) -> bool:
    """Count one try of an address; whether it has had its share."""
    key = f"procedures.progress.{salted_hmac('procedures.progress', address).hexdigest()}"
    if cache.add(key, 1, SECONDS):
        return False
    try:
        return cache.incr(key) > TRIES
    except ValueError:
        return False
