"""What all parts of zonelab share: provenance and figures; it knows no part, and reads no file.

Import from the modules: `zonelab.core.provenance`, `zonelab.core.figures`. Nothing is loaded here, so that a
web server that only draws figures does not load pandas.
"""
