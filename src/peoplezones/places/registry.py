"""What contexts above may add to the pages of this one."""

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot

# Each slot gets the request and the `Area`.
AREA_SLOTS: Registry[Slot] = Registry("slot of the area page")
