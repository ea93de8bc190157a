import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_counted_yet():
    """Limits and used app codes live in the cache, which tests share."""
    cache.clear()
    yield
    cache.clear()
