"""Checks all that is typed of an agreement: its words, what it covers, its parties and its document."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.conflicts import VersionedForm

from .. import store
from ..models import Agreement
from ..registry import RECORD_KINDS, kind_choices, purpose_choices
from ..rows import Condition, Document, ItemWords, Kind, LawfulBasis, PartyRole, PartyWords, Special, Words
from .fields import day, words

PARTIES = 6  # rows of the form


class AgreementForm(VersionedForm):
    """The whole agreement; a new one has no version yet."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of agreement is it?"), choices=Kind.choices)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the agreement a title")},
    )
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Purposes"),
        choices=purpose_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What is shared may be used for these, and for nothing else."),
    )
    purpose_words = words(
        gettext_lazy("What it is for"),
        most=4000,
        required=True,
        help_text=gettext_lazy("In plain words, so that a resident would understand it."),
    )
    zones = forms.MultipleChoiceField(
        label=gettext_lazy("Zones"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none to cover the whole partnership."),
    )
    lawful_basis = forms.ChoiceField(
        label=gettext_lazy("Lawful basis"), choices=LawfulBasis.choices, initial=LawfulBasis.NO_PERSONAL_DATA
    )
    condition = forms.ChoiceField(
        label=gettext_lazy("Condition for special category data"),
        choices=[("", gettext_lazy("No special category data")), *Condition.choices],
        required=False,
    )
    retention_months = forms.IntegerField(
        label=gettext_lazy("Kept for how many months, at most"), required=False, min_value=1, max_value=600
    )
    retention = words(gettext_lazy("How long it is kept, and what happens then"), most=2000)
    security = words(gettext_lazy("How it is kept safe"), most=4000)
    rights = words(gettext_lazy("How people use their rights"), most=4000)
    children = words(gettext_lazy("Children and young people"), most=2000)
    dpia = forms.CharField(
        label=gettext_lazy("Data protection impact assessment"),
        help_text=gettext_lazy("Its number, or why there is none."),
        max_length=200,
        required=False,
    )
    starts_on = day(gettext_lazy("Starts on"))
    review_on = day(gettext_lazy("Review by"))
    ends_on = day(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy(
            "Leave it empty if it goes on. Sharing then stops 90 days after a review that nobody did."
        ),
    )
    document = forms.FileField(
        label=gettext_lazy("The document"),
        help_text=gettext_lazy("PDF, Word (.docx) or OpenDocument (.odt), at most 10 MB. The parties can download it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(store.KINDS)}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose another one")},
    )

    def __init__(
        self,
        *args: Any,
        zones: Sequence[tuple[str, str]],
        organisations: Sequence[tuple[str, str]],
        is_new: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"zones": zones, "organisations": organisations, "is_new": is_new}
        if is_new:
            del self.fields["version"]
        self.fields["zones"].choices = zones  # type: ignore[attr-defined]
        for kind in RECORD_KINDS:
            self._add_item(kind.key, str(kind.label))
        for number in range(1, PARTIES + 1):
            self._add_party(number, organisations)

    def _add_item(self, key: str, label: str) -> None:
        self.fields[f"item_{key}"] = forms.BooleanField(label=label, required=False)
        self.fields[f"item_{key}_words"] = forms.CharField(
            label=_("%(kind)s: which of them") % {"kind": label}, max_length=300, required=False
        )
        self.fields[f"item_{key}_special"] = forms.MultipleChoiceField(
            label=_("%(kind)s: special categories in them") % {"kind": label},
            choices=Special.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _add_party(self, number: int, organisations: Sequence[tuple[str, str]]) -> None:
        told = {"number": number}
        self.fields[f"party_{number}"] = forms.ChoiceField(
            label=_("Party %(number)s") % told, choices=[("", _("None")), *organisations], required=False
        )
        self.fields[f"party_{number}_role"] = forms.ChoiceField(
            label=_("Role of party %(number)s") % told,
            choices=PartyRole.choices,
            required=False,
            initial=PartyRole.NONE,
        )
        self.fields[f"party_{number}_gives"] = forms.BooleanField(
            label=_("Party %(number)s gives what is shared") % told, required=False
        )
        self.fields[f"party_{number}_gets"] = forms.BooleanField(
            label=_("Party %(number)s gets what is shared") % told, required=False
        )

    def clean_document(self) -> Document | None:
        given: UploadedFile | None = self.cleaned_data["document"]
        if not given:
            return None
        if (given.size or 0) > store.MOST:
            raise forms.ValidationError(_("The file is larger than 10 MB. Choose a smaller one"))
        content = given.read()
        name = "".join(letter for letter in given.name or "" if letter.isprintable())
        kind = store.KINDS.get(store.ending_of(name))
        if kind is None or given.content_type != kind or not store.looks_like(content, store.ending_of(name)):
            raise forms.ValidationError(
                _("That is no PDF, Word (.docx) or OpenDocument (.odt) file. Choose another one")
            )
        return Document(name, content)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        starts, review, ends = (given.get(name) for name in ("starts_on", "review_on", "ends_on"))
        if starts and review and review <= starts:
            self.add_error("review_on", _("Choose a day for the review that is after the start"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Choose a last day that is not before the start"))
        seen: set[str] = set()
        for number in range(1, PARTIES + 1):
            if (one := given.get(f"party_{number}")) and one in seen:
                self.add_error(f"party_{number}", _("Name each organisation once"))
            seen.add(one or "")
        for kind in RECORD_KINDS:
            about = given.get(f"item_{kind.key}_words") or given.get(f"item_{kind.key}_special")
            if about and not given.get(f"item_{kind.key}"):
                self.add_error(
                    f"item_{kind.key}", _("Tick “%(kind)s”, or empty what is said of it") % {"kind": kind.label}
                )
        return given

    def agreed(self) -> Words:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        plain = {name: given[name] for name in PLAIN}
        return Words(
            **plain,
            purposes=tuple(given["purposes"]),
            zones=tuple(int(one) for one in given["zones"]),
            parties=tuple(self._parties()),
            items=tuple(self._items()),
        )

    def _parties(self) -> Iterator[PartyWords]:
        given = self.cleaned_data
        for number in range(1, PARTIES + 1):
            if one := given[f"party_{number}"]:
                role = given[f"party_{number}_role"] or PartyRole.NONE
                yield PartyWords(int(one), role, given[f"party_{number}_gives"], given[f"party_{number}_gets"])

    def _items(self) -> Iterator[ItemWords]:
        for key, _label in kind_choices():
            if self.cleaned_data[f"item_{key}"]:
                special = tuple(self.cleaned_data[f"item_{key}_special"])
                yield ItemWords(key, self.cleaned_data[f"item_{key}_words"], special)


PLAIN = [
    "kind",
    "title",
    "purpose_words",
    "lawful_basis",
    "condition",
    "retention_months",
    "retention",
    "security",
    "rights",
    "children",
    "dpia",
    "starts_on",
    "review_on",
    "ends_on",
]


def initial_of(agreement: Agreement) -> dict[str, Any]:
    """An agreement as the form shows it."""
    initial: dict[str, Any] = {name: getattr(agreement, name) for name in (*PLAIN, "version", "purposes")}
    initial["zones"] = [str(zone.pk) for zone in agreement.zones.order_by("pk")]
    for item in agreement.items.all():
        initial[f"item_{item.kind}"] = True
        initial[f"item_{item.kind}_words"] = item.words
        initial[f"item_{item.kind}_special"] = item.special
    for number, party in enumerate(agreement.parties.all(), start=1):
        initial[f"party_{number}"] = str(party.organisation_id)
        initial[f"party_{number}_role"] = party.role
        initial[f"party_{number}_gives"] = party.gives
        initial[f"party_{number}_gets"] = party.gets
    return initial
