"""What contexts above may add to the pages of this one."""

import datetime as dt
from collections.abc import Callable

from django.db import models

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot

from .rows import DatasetEntry

# Each slot gets the request and the `Area`.
AREA_SLOTS: Registry[Slot] = Registry("slot of the area page")

# Asked before a file is taken: gets the data set, who asks and when; raises Refused with the sentence to show.
ImportGate = Callable[[DatasetEntry, models.Model | None, dt.datetime], None]
IMPORT_GATES: Registry[ImportGate] = Registry("import gate")
# Told, in the same transaction, that a file was taken: gets the data set, how many rows, who asked and when.
ImportNote = Callable[[DatasetEntry, int, models.Model | None, dt.datetime], None]
IMPORT_NOTES: Registry[ImportNote] = Registry("note of imports")
# Who may have given a file, as keys and names: gets who loads it.
Givers = Callable[[object], list[tuple[str, str]]]
GIVERS: Registry[Givers] = Registry("list of givers")
