"""What contexts above may add to the page of a zone: each slot gets the request and the `Zone`."""

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot

# Beside the name: what the community wants, and the one or two things to do.
OPENING: Registry[Slot] = Registry("slot at the opening of a zone's page")
# Bands below, in order: what is on, what was said and done, whether it works.
BANDS: Registry[Slot] = Registry("band of a zone's page")
