import pytest

pytestmark = pytest.mark.django_db


def directives(answer):
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: set(values) for name, *values in (part for part in parts if part)}


def test_our_pages_allow_nothing_from_elsewhere_and_nothing_inline(client):
    policy = directives(client.get("/zones/"))
    assert policy["default-src"] == {"'none'"}
    for name in ("script-src", "style-src", "font-src", "connect-src", "worker-src", "form-action"):
        assert policy[name] == {"'self'"}, name
    assert policy["frame-ancestors"] == {"'none'"}
    assert "'unsafe-inline'" not in str(policy)


def test_error_pages_carry_the_policy_too(client):
    assert directives(client.get("/zones/nowhere/"))["default-src"] == {"'none'"}


def test_only_the_admin_of_the_editorial_pages_may_run_inline_script_and_never_eval(client, settings):
    policy = directives(client.get(f"/{settings.CMS_PREFIX}"))
    assert policy["script-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["frame-ancestors"] == {"'self'"}
    assert policy["connect-src"] == {"'self'"}
    assert "unsafe-eval" not in str(policy)


def test_security_headers(client):
    answer = client.get("/zones/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_pages_are_sent_compressed(client):
    assert client.get("/zones/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
