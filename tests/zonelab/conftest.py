"""Settings of the laws: no time limit an example, since a busy machine is not a broken law."""

from hypothesis import settings

settings.register_profile("zonelab", deadline=None)
settings.load_profile("zonelab")
