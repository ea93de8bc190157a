"""Two people saved the same record: shows both versions, and keeps both texts; knows no model.

A form of a record that several may edit carries the version that was read (`VersionedForm`). Where the record has
another one by now, `page` shows field by field what differs, with the person's own words in the form below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peoplezones.foundation.versions import EditedMeanwhile


class VersionedForm(forms.Form):
    """A form that knows which version of the record was read when it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def words(self) -> dict[str, Any]:
        """What was typed, without the version: the words that an action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


@dataclass(frozen=True)
class Difference:
    """One field in both versions, as a person reads it."""

    label: str
    yours: str
    theirs: str


def page(
    request: HttpRequest,
    form: VersionedForm,
    conflict: EditedMeanwhile,
    initial: Callable[[Any], dict[str, Any]],
    *,
    title: str,
    back: str,
) -> HttpResponse:
    """The conflict page, 409. `initial` gives the form's initial values of a record; `back` leads to the record."""
    current = conflict.current
    theirs = type(form)(**_like(form), initial=initial(current))
    typed = form.data.copy()  # type: ignore[attr-defined]
    typed[form.add_prefix("version")] = str(current.version)
    again = type(form)(typed, **_like(form))
    again.is_valid()
    context = {
        "form": again,
        "title": title,
        "back": back,
        "differences": _differences(form, theirs),
        "who": current.edited_by_label,
        "when": date_format(current.edited_at, "j F Y, H:i") if current.edited_at else _("a moment ago"),
    }
    return render(request, "ui/conflict.html", context, status=409)


def _like(form: VersionedForm) -> dict[str, Any]:
    """What a form was made with besides its data: forms whose choices depend on something say it in `made_with`."""
    return dict(getattr(form, "made_with", {}))


def _differences(mine: forms.Form, theirs: forms.Form) -> list[Difference]:
    found = []
    for name, field in mine.fields.items():
        if isinstance(field.widget, forms.HiddenInput):
            continue
        yours, other = _read(mine[name], mine.cleaned_data.get(name)), _read(theirs[name], theirs[name].initial)
        if yours != other:
            found.append(Difference(str(field.label), yours, other))
    return found


def _read(bound: forms.BoundField, value: Any) -> str:
    """A value as its field shows it: the words of a choice, yes and no, line ends as they are typed."""
    if isinstance(bound.field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(bound.field, forms.ChoiceField):
        words = {str(key): str(label) for key, label in bound.field.choices}  # type: ignore[misc,union-attr]
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(words.get(str(one), str(one)) for one in chosen if one not in (None, ""))
    if value is None:
        return ""
    return str(bound.field.prepare_value(value)).replace("\r\n", "\n").strip()
