"""Who reaches agreements, and the records that are shared under them."""

from collections.abc import Callable
from typing import Any

from peoplezones.agreements import store
from peoplezones.agreements.models import Agreement, Flow, GlassBreak, SharedRecord
from tests.house.list_pages import ListPage
from tests.house.things import Things
from tests.peoplezones.agreements.factories import (
    AgreementFactory,
    FlowFactory,
    GlassBreakFactory,
    SharedRecordFactory,
    agreed,
)
from tests.peoplezones.partners.factories import OrganisationFactory

KEPT_BY_THE_TEAM = "s 2 orrrrr rrr ---"

TABLE: dict[str, str] = {
    "agreements:index": "s 2 oroooo rro ooo",
    "agreements:new": "s 2 orrrrr rrr orr",
    "agreements:office": "s 2 orrrrr rrr orr",
    "agreements:agreement": "s 2 oroooo rro ---",
    "agreements:document": "s 2 or---o rr- ---",  # the parties and the programme team
    "agreements:flows": "s 2 or---o rr- ---",
    "agreements:edit": KEPT_BY_THE_TEAM,
    "agreements:renew": KEPT_BY_THE_TEAM,
    "agreements:send": KEPT_BY_THE_TEAM,
    "agreements:withdraw": KEPT_BY_THE_TEAM,
    "agreements:review": KEPT_BY_THE_TEAM,
    "agreements:end": KEPT_BY_THE_TEAM,
    "agreements:sign": "s 2 -r---- rr- ---",  # nobody of these may sign for a party; who may is tested with the page
    "agreements:shared": "s 2 oroooo rro ooo",
    "agreements:share": "s 2 rrrrro rrr rro",
    "agreements:record": "s 2 or--oo rr- ---",  # the team and the zone lead learn that it is there
    "agreements:table": "s 2 -r---o rr- ---",
    "agreements:take_back": "s 2 or--ro rr- ---",
    "agreements:break_glass": "s 2 or--or rr- ---",
    "agreements:glass": "s 2 orrrrr rrr orr",
}

OF_AN_AGREEMENT = (
    "agreement",
    "document",
    "flows",
    "edit",
    "renew",
    "send",
    "withdraw",
    "review",
    "end",
    "sign",
)
OF_A_RECORD = ("record", "take_back", "break_glass")

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    **{f"agreements:{name}": lambda things: [things.agreement.pk] for name in OF_AN_AGREEMENT},
    **{f"agreements:{name}": lambda things: [things.shared_record.pk] for name in OF_A_RECORD},
    "agreements:table": lambda things: [things.shared_record.pk, "csv"],
}


def _agreements(things: Things, many: int) -> None:
    Agreement.objects.bulk_create(AgreementFactory.build_batch(many, partnership=things.partnership))


def _flows(things: Things, many: int) -> None:
    how = {"giver": things.organisation, "taker": things.office, "agreement": things.agreement}
    Flow.objects.bulk_create(FlowFactory.build_batch(many, partnership=things.partnership, **how))


def _records(things: Things, many: int) -> None:
    how = {"partnership": things.partnership, "giver": things.organisation}
    SharedRecord.objects.bulk_create(SharedRecordFactory.build_batch(many, **how))


def _broken(things: Things, many: int) -> None:
    how = {"partnership": things.partnership, "giver": things.organisation, "record": None}
    GlassBreak.objects.bulk_create(GlassBreakFactory.build_batch(many, **how))


LISTS = {
    "agreements:index": ListPage(_agreements, "There is no agreement yet"),
    "agreements:flows": ListPage(_flows),
    "agreements:shared": ListPage(_records, "Nothing is shared with you yet"),
    "agreements:glass": ListPage(_broken, "Nobody has broken the glass"),
}


def make(things: Things) -> None:
    things.office = OrganisationFactory(partnership=things.partnership, name=f"Office {things.label}")
    things.agreement = agreed(things.organisation, things.office, title=f"Figures {things.label}")
    things.agreement.zones.add(things.zone)
    things.agreement.document_digest = store.write(b"%PDF-1.7 signed", ".pdf")
    things.agreement.document_name = f"{things.label}.pdf"
    things.agreement.save()
    things.shared_record = SharedRecordFactory(
        partnership=things.partnership,
        zone=things.zone,
        giver=things.organisation,
        title=f"Record {things.label}",
        kind="meeting_notes",
        table=[["Month", "Calls"], ["January", "12"]],
    )
    flowed = {"giver": things.organisation, "partnership": things.partnership}
    FlowFactory(agreement=things.agreement, taker=things.office, record_label=f"Record {things.label}", **flowed)
    GlassBreakFactory(record=things.shared_record, record_label=f"Record {things.label}", **flowed)
