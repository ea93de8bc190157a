"""Registers the context with Django: gate of imports, daily work, slots, links, and what it holds about people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "peoplezones.agreements"
    label = "agreements"

    def ready(self) -> None:
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WORKSPACE_SLOTS, Group, WorkspaceLink
        from peoplezones.foundation import jobs
        from peoplezones.partners.registry import ORGANISATION_BANDS
        from peoplezones.places.registry import GIVERS, IMPORT_GATES, IMPORT_NOTES
        from peoplezones.ui.slots import Slot
        from peoplezones.zones.registry import AGREEMENTS, WORKSPACE_BANDS

        from . import actions, presenters, rules, tasks

        IMPORT_GATES.add("agreements", actions.check_import)
        IMPORT_NOTES.add("agreements", actions.note_import)
        GIVERS.add("agreements", presenters.giver_choices)
        jobs.HANDLERS.add(tasks.DAILY, tasks.daily)
        jobs.DAILY.add(tasks.DAILY, _("Keep agreements up to date"))
        WORKSPACE_SLOTS.add("agreements", Slot("agreements/to_sign.html", presenters.to_sign), position=5)
        WORKSPACE_BANDS.add("agreements", Slot("agreements/band.html", presenters.of_zone), position=AGREEMENTS)
        ORGANISATION_BANDS.add("agreements", Slot("agreements/band.html", presenters.of_organisation), position=10)
        WORKSPACE_LINKS.add(
            "agreements",
            WorkspaceLink(
                _("Agreements"),
                "agreements:index",
                rules.may_open,
                _("What organisations agreed on, who has signed, and what may be shared under it."),
                Group.PARTNERS,
            ),
            position=20,
        )
        WORKSPACE_LINKS.add(
            "agreements-shared",
            WorkspaceLink(
                _("Shared records"),
                "agreements:shared",
                rules.may_open,
                _("Read what partners share with you under an agreement, and share something yourself."),
                Group.PARTNERS,
            ),
            position=21,
        )
        WORKSPACE_LINKS.add(
            "agreements-glass",
            WorkspaceLink(
                _("Broken glass"),
                "agreements:glass",
                rules.may_see_glass,
                _("Who opened a record without an agreement, when and why."),
                Group.PARTNERS,
            ),
            position=22,
        )
        tell_what_is_held()


def tell_what_is_held() -> None:
    from peoplezones.accounts.personal_data import PERSONAL_DATA, Kept, name_beside, named_in

    proof = _("Agreements and what flowed under them must be answered for.")
    until = _("as long as the agreement, with the name that you had")
    did = _("Your name beside what you did with an agreement")
    for model, way in (("Step", "by"), ("Review", "by"), ("SharedRecord", "shared_by")):
        PERSONAL_DATA.add(f"agreements_{model}", name_beside(f"agreements.{model}", way, goes=did))
    signed = Kept(_("What you signed for an organisation"), proof, until)
    PERSONAL_DATA.add("agreements_signed", named_in("agreements.Signature", "person", kept=signed))
    saw = Kept(_("Which shared records you saw or took away"), proof, until)
    for model in ("Flow", "GlassBreak"):
        PERSONAL_DATA.add(f"agreements_{model}", named_in(f"agreements.{model}", "person_id", kept=saw))
