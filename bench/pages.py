"""What a page costs the server, as a multiple of a bare Django page that draws the same base template.

An anonymous visitor, SQLite, the demo loaded, the test client (no network). All pages are asked in turn, round after
round, and compared within the round, so that a slow moment of the machine falls on all of them.
"""

import gzip
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROUNDS = 60
WARM_UP = 5
BARE = "/bench/bare/"
FRONTEND = Path(__file__).resolve().parents[1] / "var" / "frontend"


@dataclass(frozen=True)
class Promise:
    """A page, and how many times the cost of the bare page it may cost at most."""

    name: str
    address: str
    at_most: float


PROMISES = [
    Promise("Home (Wagtail)", "/", 6),
    Promise("About (Wagtail)", "/about/", 6),
    Promise("A zone", "/zones/new-parks/", 6),
    Promise("An area with its profile", "/areas/E01013726/", 60),
    Promise("A zone with its profile", "/zones/new-parks/figures/", 90),
    Promise("Demand of the whole area", "/demand/", 150),
    Promise("Open data", "/data/", 20),
    Promise("Choosing: 50 rows and map", "/choosing/?safe=40&well=30&skills=20&resources=10", 20),
    Promise("How sure the order is", "/choosing/sure/?safe=40&well=30&skills=20&resources=10", 20),
    Promise("Proposed zones and map", "/choosing/zones/?safe=40&well=30&skills=20&resources=10", 20),
    Promise("Map: 50 rows and map", "/map/", 20),
]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "frontend").symlink_to(FRONTEND)
        os.environ["PEOPLEZONES_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "peoplezones.config.settings.demo"
        os.environ.pop("PEOPLEZONES_DATABASE", None)
        client = _prepared_client()
        seconds = _measured(client)
        return _reported(client, seconds)


def _prepared_client():
    import django

    django.setup()
    from django.core.management import call_command
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import Client
    from django.urls import path

    from peoplezones.config import urls

    print("Loading the demo …", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0, stdout=sys.stderr)
    template = engines["django"].from_string(
        '{% extends "base.html" %}{% block title %}Bare{% endblock %}{% block content %}<h1>Bare</h1>{% endblock %}'
    )

    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({}, request))

    urls.urlpatterns.insert(0, path(BARE.lstrip("/"), bare))
    return Client()


def _measured(client) -> dict[str, list[float]]:
    addresses = [BARE, *(promise.address for promise in PROMISES)]
    seconds: dict[str, list[float]] = {address: [] for address in addresses}
    for turn in range(WARM_UP + ROUNDS):
        for address in addresses:
            begun = perf_counter()
            answer = client.get(address)
            taken = perf_counter() - begun
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}.")
            if turn >= WARM_UP:
                seconds[address].append(taken)
    return seconds


def _reported(client, seconds: dict[str, list[float]]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    bare = statistics.median(seconds[BARE])
    print(f"{'page':<28}{'ms':>8}{'× bare':>9}{'at most':>9}{'queries':>9}{'kB gzip':>9}")
    print(f"{'Bare page':<28}{bare * 1000:>8.2f}{1:>9.1f}")
    broken = 0
    for promise in PROMISES:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(promise.address)
        kilobytes = len(gzip.compress(answer.content)) / 1000
        times = statistics.median(one / base for one, base in zip(seconds[promise.address], seconds[BARE], strict=True))
        kept = times <= promise.at_most
        broken += not kept
        milliseconds = statistics.median(seconds[promise.address]) * 1000
        print(
            f"{promise.name:<28}{milliseconds:>8.2f}{times:>9.1f}{promise.at_most:>9.0f}"
            f"{len(queries):>9}{kilobytes:>9.1f}{'' if kept else '   too slow'}"
        )
    return 1 if broken else 0
