"""No test reaches another machine: only this one's own loopback and its socket files. Knows no framework."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any
from unittest import mock


class WentOutside(Exception):
    """A test tried to reach another machine."""


def is_here(host: object) -> bool:
    """Whether a host, as name or as number, is this machine; None and the empty name stand for it."""
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ip_address(name.partition("%")[0]).is_loopback or name in ("0.0.0.0", "::")
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def refuse(host: object) -> None:
    if not is_here(host):
        raise WentOutside(f"Tests stay on this machine, and this one asked for {host!r}.")


def checking_address(real: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse(address[0])
        return real(self, address)

    return connect


def checking_send(real: Callable[..., Any]) -> Callable[..., Any]:
    def sendto(self: socket.socket, data: Any, *more: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse(more[-1][0])
        return real(self, data, *more)

    return sendto


def checking_host(real: Callable[..., Any]) -> Callable[..., Any]:
    def look_up(host: Any, *more: Any, **named: Any) -> Any:
        refuse(host)
        return real(host, *more, **named)

    return look_up


@contextmanager
def stay_on_this_machine() -> Iterator[None]:
    """Hold every socket that Python opens to this machine. Programs that a test starts are not held."""
    with (
        mock.patch.object(socket.socket, "connect", checking_address(socket.socket.connect)),
        mock.patch.object(socket.socket, "connect_ex", checking_address(socket.socket.connect_ex)),
        mock.patch.object(socket.socket, "sendto", checking_send(socket.socket.sendto)),
        mock.patch.object(socket, "getaddrinfo", checking_host(socket.getaddrinfo)),
        mock.patch.object(socket, "gethostbyname", checking_host(socket.gethostbyname)),
    ):
        yield
