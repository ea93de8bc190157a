"""Comes in by a code in a letter and sets up an authenticator app, as staff do at their first sign-in."""

import base64
import hashlib
import hmac
import struct
import time

from .demo_server import Demo
from .post import code_sent_to
from .visitor import Visitor

SECONDS_OF_A_CODE = 30


def app_code(secret: str, now: float) -> str:
    """What an authenticator app shows (RFC 6238 with its defaults): six digits for half a minute."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(now) // SECONDS_OF_A_CODE)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def types_the_code_of_the_letter(visitor: Visitor, address: str, demo: Demo) -> None:
    visitor.types("Code from our e-mail", code_sent_to(address, demo))
    visitor.presses("Go on")


def sets_up_an_app(visitor: Visitor) -> str:
    """On the page of security; gives the secret of the app, and ends in the workspace."""
    visitor.goes_by(visitor.button("Set up an app").click)
    secret = visitor.page.locator("code").inner_text()
    visitor.types("Code from your app", app_code(secret, time.time()))
    visitor.presses("Set up")
    visitor.goes_by(visitor.button("I have kept them: go on").click)
    visitor.is_at("/workspace/")
    return secret
