"""What the base template needs on every page, worked out only when it is drawn."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .navigation import FOOTER, MAIN, items_for
from .slots import BANNERS, drawn


def layout(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "emergency_text": settings.EMERGENCY_TEXT,
        "main_navigation": SimpleLazyObject(lambda: items_for(request, MAIN)),
        "footer_navigation": SimpleLazyObject(lambda: items_for(request, FOOTER)),
        "banners": SimpleLazyObject(lambda: drawn(BANNERS, request, None)),
        "in_demo": settings.PEOPLEZONES_DEMO,
        "languages": settings.LANGUAGES,
    }
