"""One module a command of `zonelab`: each adds its arguments to the parser and runs; entrance.py lists them."""
