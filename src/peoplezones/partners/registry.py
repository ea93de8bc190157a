"""What contexts above may add to the record of an organisation: each slot gets the request and the `Organisation`."""

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot

# Bands below the offers, in order: what it signed, whose team it is in, what it provides today.
ORGANISATION_BANDS: Registry[Slot] = Registry("band of an organisation's record")
