"""Opens the letters that the demo sent, and finds what a person would copy from them."""

import re

from .demo_server import Demo

CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def code_sent_to(address: str, demo: Demo) -> str:
    letters = demo.letters_to(address)
    assert letters, f"there is no letter to {address}"
    found = CODE.search(letters[-1].get_content())
    assert found, letters[-1].get_content()
    return found[0]
