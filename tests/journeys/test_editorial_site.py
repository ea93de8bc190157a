"""The programme team keeps the pages: every page of the editorial site runs under our policy and asks nobody else."""

import json
import re
import struct
import zlib

import pytest
from playwright.sync_api import expect

from .visitor import MILLISECONDS_TO_WAIT, PHONE

ADDRESSES = """
import django, json
django.setup()
from tests.peoplezones.pages.admin_addresses import admin_addresses, one_of_each
print(json.dumps(admin_addresses(one_of_each())))
"""
NOT_TO_OPEN = ("/cms/logout/", "/cms/bulk/")  # the second asks which things were ticked
NUMBER = re.compile(r"\d+|_[a-z]{2}/")


def picture() -> bytes:
    """A plum square, as the smallest PNG file there is."""

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    side = 40
    rows = (b"\x00" + bytes.fromhex("5a2a82") * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


@pytest.fixture
def editor(request, sign_in_as):
    return sign_in_as(getattr(request, "param", "Programme team"))


def when_saved(editor):
    """Their form is sent by the button that stands at its foot."""
    with editor.page.expect_navigation():
        editor.page.locator("form button[type=submit], form input[type=submit]").last.click()
    editor.has_no_troubles()


def given_a_picture_a_document_and_a_redirect(editor):
    editor.looks_into("/cms/images/add/")
    editor.page.locator("#id_title").fill("A plum square")
    editor.page.locator("#id_file").set_input_files({"name": "plum.png", "mimeType": "image/png", "buffer": picture()})
    when_saved(editor)
    editor.looks_into("/cms/documents/add/")
    editor.page.locator("#id_title").fill("A short note")
    editor.page.locator("#id_file").set_input_files({"name": "note.txt", "mimeType": "text/plain", "buffer": b"Short."})
    when_saved(editor)
    editor.looks_into("/cms/redirects/add/")
    editor.page.locator("#id_old_path").fill("/former/")
    editor.page.locator("#id_redirect_link").fill(f"{editor.address}/about/")
    when_saved(editor)


def shape(address: str) -> str:
    return NUMBER.sub("0", address)


def links_of(editor):
    links = editor.page.locator("a[href]")
    return set(links.evaluate_all("(links) => links.map((link) => new URL(link.href).pathname)"))


def test_every_page_of_the_editorial_site_keeps_to_the_policy(editor, demo):
    given_a_picture_a_document_and_a_redirect(editor)
    listed = json.loads(demo.python(ADDRESSES))
    assert len(listed) > 40
    led_to = set()
    for address in listed:
        editor.looks_into(address)
        led_to |= links_of(editor)

    # And those that these lead to, one of each kind.
    seen = {shape(address) for address in listed}
    for address in sorted(led_to):
        if address.startswith("/cms/") and not address.startswith(NOT_TO_OPEN) and shape(address) not in seen:
            seen.add(shape(address))
            editor.looks_into(address)


@pytest.mark.parametrize("editor", ["Page editor"], indirect=True)
def test_a_page_is_written_previewed_published_and_read(editor, new_visitor):
    page = editor.page
    editor.looks_into("/cms/pages/")
    editor.looks_into(str(page.locator("a[href$='/add_subpage/']").first.get_attribute("href")))
    page.locator("#id_title").fill("What we did in spring")
    page.locator("#id_lede").fill("Neighbours planted forty trees.")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    text = page.get_by_role("region", name="Text").get_by_role("textbox")
    expect(text).to_be_focused()
    text.press_sequentially("They will give shade.")
    # Their editor hands the text to the form a quarter of a second later.
    expect(page.locator("[name='body-0-value']")).to_have_value(re.compile("They will give shade."))
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_text("They will give shade.")).to_be_visible(timeout=MILLISECONDS_TO_WAIT)
    page.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    editor.has_no_troubles()

    reader = new_visitor(width=PHONE)
    reader.opens("/what-we-did-in-spring/")
    reader.sees_heading("What we did in spring")
    reader.sees("They will give shade.")
