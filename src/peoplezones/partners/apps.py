"""Registers the context with Django, what it adds to the workspace and zones, and what it holds about people."""

from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "peoplezones.partners"
    label = "partners"

    def ready(self) -> None:
        from peoplezones.accounts.personal_data import NAME_GOES, PERSONAL_DATA, Kept, named_in, own_rows
        from peoplezones.accounts.registry import BELONGING, MORE_THAN_RESIDENTS
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WORKSPACE_SLOTS, Group, WorkspaceLink
        from peoplezones.ui.slots import Slot
        from peoplezones.zones.registry import BANDS, ORGANISATIONS, WHO_WORKS_HERE, WORKSPACE_BANDS

        from . import rules
        from .presenters import records

        about = _("Who takes part, where they work, who works for them, and the numbers they are known by.")
        link = WorkspaceLink(_("Organisations"), "partners:organisations", rules.may_look, about, Group.PARTNERS)
        WORKSPACE_LINKS.add("organisations", link, position=10)
        about = _("Time, rooms, skills and money that organisations give: find some, or offer yours.")
        link = WorkspaceLink(_("Offers"), "partners:offers", rules.may_look, about, Group.PARTNERS)
        WORKSPACE_LINKS.add("offers", link, position=11)
        WORKSPACE_SLOTS.add("partners", Slot("partners/own.html", records.own_organisations), position=20)
        BANDS.add("partners", Slot("partners/who_works_here.html", records.who_works_here), position=WHO_WORKS_HERE)

        band = Slot("partners/band.html", records.who_works_in)
        WORKSPACE_BANDS.add("partners", band, position=ORGANISATIONS)

        BELONGING.add("partners", "positions__organisation__partnership")
        MORE_THAN_RESIDENTS.add("partners", Q(positions__isnull=False, positions__until=None))
        PERSONAL_DATA.add(
            "partners", own_rows("partners.Colleague", "person", goes=_("Which organisation you work for"))
        )
        done = Kept(_("What you did with an offer"), _("It is part of the history of the offer."), NAME_GOES)
        PERSONAL_DATA.add("partners_offers", named_in("partners.OfferChange", "by", kept=done))
