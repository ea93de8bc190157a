"""Numbers for choosing and following neighbourhood zones: numpy and pandas; no Django, no data of its own."""

from typing import TYPE_CHECKING, Any

from zonelab.core.version import version as _version

if TYPE_CHECKING:
    from zonelab.indicators import Composite, Indicator, Prepared, Specification, composite, prepare

__all__ = ["Composite", "Indicator", "Prepared", "Specification", "__version__", "composite", "prepare"]

__version__ = _version()


def __getattr__(name: str) -> Any:
    # Loaded when asked for: a server that only draws a figure should not wait for pandas.
    if name in __all__:
        import zonelab.indicators

        return getattr(zonelab.indicators, name)
    raise AttributeError(f"module 'zonelab' has no attribute {name!r}")
