"""Finds a port to serve on; does not serve."""

import socket

from tools.steps import StepFailed, say

HOW_MANY_TO_TRY = 50
LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def is_free(port: int) -> bool:
    """Whether nothing listens on any of the addresses that a browser may take `localhost` for."""
    return all(can_listen(family, host, port) for family, host in LOOPBACKS)


def can_listen(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind((host, port))
    except PermissionError:
        raise StepFailed(f"This machine does not let you use port {port}. Try one above 1023.") from None
    except OSError:
        # A machine without this kind of address has nobody listening there either.
        return family is socket.AF_INET6 and not has_address(host)
    return True


def has_address(host: str) -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as attempt:
            attempt.bind((host, 0))
    except OSError:
        return False
    return True


def free_port(wanted: int) -> int:
    """The port asked for, or the next free one after it, and says so when it is another."""
    for port in range(wanted, min(wanted + HOW_MANY_TO_TRY, 65536)):
        if is_free(port):
            if port != wanted:
                say(f"Port {wanted} is in use by another program. Using port {port} instead.")
            return port
    raise StepFailed(f"Port {wanted} and those after it are in use. Choose another with --port.")
