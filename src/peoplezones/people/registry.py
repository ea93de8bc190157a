"""What contexts beside and above may add to the page of a person: each slot gets the request and the `Person`."""

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot

PERSON_SLOTS: Registry[Slot] = Registry("slot of a person's page")
