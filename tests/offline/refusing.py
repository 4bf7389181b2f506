"""Python processes that reach no other machine: connections are refused except over loopback and sockets in the file system."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

_WATCHED = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg"))
_NAMES = frozenset(("localhost", "ip6-localhost", ""))


class Refused(OSError):
    """A connection that no test may make."""


def is_local(host: object) -> bool:
    """Whether a host name or address is that of this machine's loopback."""
    if host is None or host in _NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook that raises Refused."""
    if event in _WATCHED:
        address = arguments[1]
        if isinstance(address, tuple) and not is_local(address[0]):
            raise Refused(f"{event} to {address[0]} in a test; the suite runs without a network")
    elif event == "socket.getaddrinfo" and not is_local(arguments[0]):
        raise Refused(f"the name {arguments[0]!r} looked up in a test; the suite runs without a network")


def refuse() -> None:
    """Refuse from now on, to the end of the process."""
    sys.addaudithook(watch)
