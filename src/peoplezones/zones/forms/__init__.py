"""Checks what people type when they look for a place, and when they write of a zone; saves nothing."""

from .boundary import AreasForm, DrawnForm, FileForm, SecondLook
from .editing import NewZoneForm, ZoneForm
from .looking import AreaSearchForm, PostcodeForm
from .members import CapabilitiesForm, TakeInForm
from .moving import CameFromForm, MoveForm
from .problems import NewProblemForm, ProblemForm

__all__ = [
    "AreaSearchForm",
    "AreasForm",
    "CameFromForm",
    "CapabilitiesForm",
    "DrawnForm",
    "FileForm",
    "MoveForm",
    "NewProblemForm",
    "NewZoneForm",
    "PostcodeForm",
    "ProblemForm",
    "SecondLook",
    "TakeInForm",
    "ZoneForm",
]
