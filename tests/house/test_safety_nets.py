"""The nets under every test hold: each is given something to catch."""

import datetime as dt
import os
import socket
import subprocess
import sys

import pytest
from django.http import HttpResponse
from django.template import Context, Engine, Origin, Template
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path

from peoplezones.accounts.models import SpentLink
from peoplezones.foundation import clock
from peoplezones.places.models import Area
from tests.house.source import PLATFORM, ROOT
from tests.peoplezones.accounts.factories import SpentLinkFactory
from tests.peoplezones.places.factories import AreaFactory
from tests.safety_nets import platform, undefined_variables
from tests.safety_nets.inline_code import inline_code
from tests.safety_nets.network import WentOutside

OUTSIDE = "192.0.2.1"  # an address that belongs to nobody (RFC 5737)


# --- no network ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection((OUTSIDE, 80), timeout=0.1),
        lambda: socket.socket().connect((OUTSIDE, 80)),
        lambda: socket.socket().connect_ex((OUTSIDE, 80)),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", (OUTSIDE, 53)),
        lambda: socket.getaddrinfo("people-zones.example", 443),
        lambda: socket.gethostbyname("people-zones.example"),
    ],
)
@pytest.mark.filterwarnings("ignore:unclosed <socket")
def test_no_test_reaches_another_machine(reach):
    with pytest.raises(WentOutside, match="stay on this machine"):
        reach()


def test_a_test_may_talk_to_its_own_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    near, far = socket.socketpair()
    near.close()
    far.close()


# --- time ------------------------------------------------------------------------------------------------


def test_time_stands_still(clock_is_stopped):
    assert clock.now() == clock.now() == clock_is_stopped == platform.NOW


def test_a_test_may_choose_another_time():
    later = platform.NOW + dt.timedelta(days=1)
    with clock.stopped(later):
        assert clock.now() == later
    assert clock.now() == platform.NOW


# --- undefined variables in templates ---------------------------------------------------------------------


def drawn(text, name="pages/templates/pages/made_up.html", **context):
    """What is missing from a template that seems to lie among ours."""
    template = Template(text, origin=Origin(os.path.normpath(PLATFORM / name)), engine=Engine())
    with undefined_variables.listening() as found:
        template.render(Context(context))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "{{ nobody }}",
        "{% if nobody %}yes{% endif %}",
        "{% if known and nobody %}yes{% endif %}",
        "{{ known.nobody }}",
        "{{ nobody|default:'' }}",
        "{% for one in nobody %}{% endfor %}",
        "{% with x=nobody %}{% endwith %}",
    ],
)
def test_a_variable_that_nobody_gave_is_found(text):
    assert [line for line in drawn(text, known="here") if "made_up.html: line 1: nobody" in line]


def test_variables_that_are_there_are_not_complained_of():
    assert drawn("{{ known }}{% if empty %}{{ empty }}{% endif %}", known="here", empty="") == []


def test_other_peoples_templates_are_left_alone():
    assert drawn("{{ nobody }}", name="../../.venv/lib/wagtail/made_up.html") == []


def test_one_of_our_real_templates_is_watched():
    with undefined_variables.listening() as found:
        render_to_string("error.html", {"title": "Gone"})
    assert any(line.startswith("ui/templates/error.html: line") and "sentences" in line for line in found)


def test_a_test_that_draws_such_a_template_fails_at_its_end():
    net = platform.pytest_runtest_call()
    next(net)
    Template("{{ nobody }}", origin=Origin(str(PLATFORM / "pages/made_up.html")), engine=Engine()).render(Context())
    with pytest.raises(pytest.fail.Exception, match=r"pages/made_up\.html: line 1: nobody"):
        net.send(None)


def test_a_test_that_draws_none_passes():
    net = platform.pytest_runtest_call()
    next(net)
    with pytest.raises(StopIteration):
        net.send(None)


# --- lists without an order -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rows_that_nobody_ordered_come_in_another_order():
    made = [link.pk for link in SpentLinkFactory.create_batch(2)]
    assert [link.pk for link in SpentLink.objects.all()] == made[::-1]
    assert list(SpentLink.objects.values_list("pk", flat=True)) == made[::-1]
    assert SpentLink.objects.all()[0].pk == made[1]
    assert [link.pk for link in SpentLink.objects.all()[:1]] == made[1:]


@pytest.mark.django_db
def test_rows_with_an_order_keep_it():
    made = [area.pk for area in AreaFactory.create_batch(9)]
    assert [area.pk for area in Area.objects.all()] == made
    assert [area.pk for area in Area.objects.order_by("-pk")] == made[::-1]
    assert [area.pk for area in Area.objects.order_by("pk")[2:4]] == made[2:4]
    assert SpentLink.objects.count() == 0
    assert SpentLink.objects.first() is None


# --- script and style inside pages --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<script type='module'>import 'x'</script>",
        "<style>p {}</style>",
        "<p style='color: red'>a</p>",
        "<svg><rect style='fill: red'/></svg>",
        "<button onclick='x()'>a</button>",
        "<div hx-on:click='x()'>a</div>",
        "<a href=' JavaScript:x()'>a</a>",
    ],
)
def test_code_inside_a_page_is_found(html):
    assert inline_code(f"<main>{html}</main>")


def test_code_of_its_own_file_and_data_are_fine():
    data = '<script type="application/json">{"a": "<p style=1>"}</script>'
    assert inline_code(f'<script src="/a.js"></script>{data}<p class="on" data-on="x">style=1 onclick=2</p>') == []
    assert inline_code("<input value='javascript:x()'>") == []


def bad(request):
    return HttpResponse("<p onclick='x()'>a</p>")


urlpatterns = [path("bad/", bad), path("cms/bad/", bad)]


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_every_page_that_a_test_asks_for_is_looked_at_but_for_wagtails_admin():
    with pytest.raises(AssertionError, match="/bad/ holds script or style of its own: <p onclick"):
        Client().get("/bad/")
    assert Client().get("/cms/bad/").status_code == 200


# --- counting queries ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_queries_are_counted_by_the_function_that_asked(client, count_queries):
    AreaFactory()
    with count_queries() as counted:
        client.get("/zones/")
        Area.objects.count()
    assert counted.by_function["zones/views.py:index"] + counted.by_function["ui/paging.py:page_of"] >= 1
    assert counted.by_function["others"] == 1
    assert counted.total == sum(counted.by_function.values())
    assert str(counted).startswith(f"{counted.total} queries\n")
    assert not any("SELECT" in name for name in counted.by_function)


# --- without Django -------------------------------------------------------------------------------------------


def test_the_nets_can_be_spread_where_there_is_no_django():
    code = (
        "import sys, importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'django' else real(name, *more)\n"
        "import tests.conftest; assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
