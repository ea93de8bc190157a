"""Each block shows what an editor put in, and refuses what could not be shown."""

import pytest
from django.core.exceptions import ValidationError

from peoplezones.pages.models import ContentPage
from peoplezones.pages.models.blocks import BodyBlock, LinkBlock

from .factories import ContentPageFactory, ImageFactory
from .reading import read


@pytest.fixture
def shown(laid, client):
    """Publishes a page made of these blocks and answers its HTML."""

    def show(*blocks):
        page = ContentPageFactory(parent=laid["about"], slug="shown", title="Shown")
        page.body = list(blocks)
        page.save()
        answer = client.get("/about/shown/")
        assert answer.status_code == 200
        return answer

    return show


def test_there_is_a_test_and_a_template_for_every_block():
    blocks = BodyBlock().child_blocks
    assert set(blocks) == {
        "heading",
        "paragraph",
        "steps",
        "quote",
        "callout",
        "links",
        "image",
        "outcomes",
        "contact",
    }
    assert {name: block.meta.template for name, block in blocks.items()} == {
        name: f"pages/blocks/{name}.html" for name in blocks
    }


def test_heading_escapes_what_was_typed(shown):
    assert (
        '<h2 class="govuk-heading-l">Salt &amp; &lt;pepper&gt;</h2>'
        in shown(("heading", "Salt & <pepper>")).content.decode()
    )


def test_paragraph_keeps_links_to_pages(shown, laid):
    link = f'<p>See <a linktype="page" id="{laid["privacy"].pk}">our promise</a>.</p>'
    assert '<a href="/privacy/">our promise</a>' in shown(("paragraph", link)).content.decode()


def test_steps_count_under_a_heading_of_their_own(shown):
    steps = [{"title": "Ask", "text": "Anyone."}, {"title": "Listen", "text": "To all."}]
    page = read(shown(("steps", {"heading": "In order", "steps": steps})))
    assert page.headings[1:] == [(2, "In order"), (3, "1. Ask"), (3, "2. Listen")]


def test_quote_says_who_where_that_is_known(shown):
    html = shown(
        ("quote", {"words": "It feels like ours.", "who": "Resident, 34"}), ("quote", {"words": "Mine too."})
    ).content.decode()
    assert "“It feels like ours.”" in html
    assert html.count('<p class="pz-quiet">Resident, 34</p>') == 1
    assert html.count("<blockquote") == 2


def test_callout_shows_its_title_and_text(shown):
    html = shown(("callout", {"title": "Mind this", "text": "<p>It is <b>new</b>.</p>"})).content.decode()
    assert "<strong>Mind this</strong>" in html
    assert "<p>It is <b>new</b>.</p>" in html


def test_links_lead_to_pages_and_addresses(shown, laid):
    links = [
        {"text": "Our promise", "page": laid["privacy"], "description": "What we keep."},
        {"text": "The map of zones", "address": "/map/"},
    ]
    html = shown(("links", {"heading": "More", "links": links})).content.decode()
    assert '<a href="/privacy/">Our promise</a></h3><p class="govuk-body">What we keep.</p>' in html
    assert '<a href="/map/">The map of zones</a></h3></li>' in html


def test_links_to_pages_that_were_taken_down_or_deleted_are_not_shown(shown, laid):
    draft = ContentPageFactory(parent=laid["about"], title="Draft", live=False)
    gone = ContentPageFactory(parent=laid["about"], title="Gone")
    links = [
        {"text": "To the draft", "page": draft},
        {"text": "To what is gone", "page": gone},
        {"text": "To privacy", "page": laid["privacy"]},
    ]
    ContentPage.objects.get(pk=gone.pk).delete()
    html = shown(("links", {"heading": "More", "links": links})).content.decode()
    assert "To the draft" not in html
    assert "To what is gone" not in html
    assert "To privacy" in html


def link(**given):
    block = LinkBlock()
    return block.clean(block.normalize({"text": "There", "description": "", "page": None, "address": "", **given}))


@pytest.mark.parametrize("address", ["/zones/", "https://example.org/", "mailto:zones@example.org", "tel:101"])
def test_a_link_takes_an_address_of_a_known_kind(address):
    assert link(address=address)["address"] == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//example.org/", "zones", "data:text/html,x"])
def test_a_link_refuses_an_address_of_another_kind(address):
    with pytest.raises(ValidationError):
        link(address=address)


def test_a_link_needs_a_page_or_an_address_and_not_both(laid):
    with pytest.raises(ValidationError):
        link()
    with pytest.raises(ValidationError):
        link(page=laid["privacy"], address="/zones/")
    assert link(page=laid["privacy"])["page"].pk == laid["privacy"].pk


def picture(**given):
    block = BodyBlock().child_blocks["image"]
    return block.to_python({"image": ImageFactory().pk, "decorative": False, "alt_text": "", **given})


def test_image_is_shown_with_its_words(shown):
    answer = shown(("image", picture(alt_text="Neighbours plant a tree")))
    html = answer.content.decode()
    assert 'alt="Neighbours plant a tree"' in html
    assert all(address.startswith("/") for address in read(answer).loads)


def test_a_decorative_image_is_silent(shown):
    assert 'alt=""' in shown(("image", picture(decorative=True))).content.decode()


def test_an_image_without_words_is_refused(db):
    block = BodyBlock().child_blocks["image"]
    with pytest.raises(ValidationError):
        block.clean(picture())


def test_outcomes_are_a_word_each_and_not_a_colour_alone(shown):
    html = shown(("outcomes", None)).content.decode()
    for key, word in [("safe", "Safe"), ("well", "Well"), ("skills", "Skills"), ("resources", "Resources")]:
        assert f'<strong class="govuk-tag pz-tag--{key}">{word}</strong>' in html


def test_contact_shows_the_address_of_the_settings(shown, settings):
    settings.CONTACT_EMAIL = "zones@example.org"
    assert '<a href="mailto:zones@example.org">zones@example.org</a>' in shown(("contact", None)).content.decode()
