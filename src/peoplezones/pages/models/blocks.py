"""The building blocks of a page: few, each with a template of its own; they know no page type."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

# No headings, pictures or embeds inside running text: each of these is a block, or is not wanted.
TEXT_FEATURES = ["bold", "link", "document-link", "ul", "ol"]

leads_somewhere = RegexValidator(
    r"^(/(?!/)|https?://|mailto:|tel:)",
    _("Start with / for a page of this site, or with https://, mailto: or tel:"),
)


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Step"))
    text = blocks.TextBlock(max_length=400, label=_("What happens"))


class StepsBlock(blocks.StructBlock):
    """Steps in their order. It brings its own heading, so that headings never skip a level."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    steps = blocks.ListBlock(StepBlock(), min_num=2, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "pages/blocks/steps.html"


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(max_length=400, label=_("What they said"))
    who = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Who said it"),
        help_text=_("Like “Resident, 34”. A name only if that person agreed."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "pages/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("In a few words"))
    text = blocks.RichTextBlock(features=["bold", "link"], label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Important note")
        template = "pages/blocks/callout.html"


class LinkValue(blocks.StructValue):
    @property
    def is_open(self) -> bool:
        """False when the page was deleted or taken down after the link was made."""
        return bool(self["address"] or (self["page"] and self["page"].live))


class LinkBlock(blocks.StructBlock):
    """Leads to a page of the editorial site, or to any other address."""

    text = blocks.CharBlock(max_length=120, label=_("Words of the link"))
    description = blocks.TextBlock(max_length=300, required=False, label=_("What is there"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = blocks.CharBlock(max_length=300, required=False, validators=[leads_somewhere], label=_("Or an address"))

    def clean(self, value: LinkValue) -> LinkValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned["page"]) == bool(cleaned["address"]):
            refusal = ValidationError(_("Choose a page or type an address, one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": refusal})
        return cleaned

    class Meta:
        icon = "link"
        value_class = LinkValue


class LinksBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        template = "pages/blocks/links.html"


class OutcomesBlock(blocks.StaticBlock):
    """The four outcomes in the words that every page uses for them."""

    class Meta:
        icon = "tag"
        label = _("The four outcomes")
        admin_text = _("Shows the four things that every zone works for.")
        template = "pages/blocks/outcomes.html"


class ContactBlock(blocks.StaticBlock):
    """How to reach the programme team; the address is a setting, so that no page goes stale."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "contact_email": settings.CONTACT_EMAIL}

    class Meta:
        icon = "mail"
        label = _("How to reach us")
        admin_text = _("Shows the programme team's e-mail address, from the settings.")
        template = "pages/blocks/contact.html"


class BodyBlock(blocks.StreamBlock):
    """What a page may be built from."""

    heading = blocks.CharBlock(max_length=120, icon="title", label=_("Heading"), template="pages/blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        features=TEXT_FEATURES, icon="pilcrow", label=_("Text"), template="pages/blocks/paragraph.html"
    )
    steps = StepsBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    links = LinksBlock()
    image = ImageBlock(label=_("Picture"), template="pages/blocks/image.html")
    outcomes = OutcomesBlock()
    contact = ContactBlock()
