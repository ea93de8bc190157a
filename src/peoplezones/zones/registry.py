"""What contexts above may add to the pages of a zone: each slot gets the request and the `Zone`.

A slot that has nothing to show answers None, and the page looks whole without it.
"""

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot

# Beside the name: what the community wants.
OPENING: Registry[Slot] = Registry("slot at the opening of a zone's page")
AMBITION = 10

# In the row of buttons below it: one or two things to do, drawn as `govuk-button govuk-button--secondary`.
BUTTONS: Registry[Slot] = Registry("button of a zone's page")

# Below the map: what it shows besides the line.
CAPTION: Registry[Slot] = Registry("caption of a zone's map")

# Bands below, in this order. A filling writes its own heading (h2) and is as wide as the page.
BANDS: Registry[Slot] = Registry("band of a zone's page")
WHATS_ON, YOU_SAID, IS_IT_WORKING, WHO_LEADS, WHO_WORKS_HERE = 10, 20, 30, 40, 50

# On the page of the record in the workspace, below what the zone itself tells.
WORKSPACE_BANDS: Registry[Slot] = Registry("band of a zone's page in the workspace")
TEAM, ORGANISATIONS, AGREEMENTS, PROVISION = 10, 20, 30, 40
