"""The suite's own guard: nothing that it starts in Python reaches another machine."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

# An address that is set aside for documentation: nothing answers there.
CODE = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=0.1)"


def test_other_machines_are_refused() -> None:
    with (
        socket.socket() as one,
        pytest.raises(OSError, match=r"socket\.connect to 192\.0\.2\.1 in a test"),
    ):
        one.connect(("192.0.2.1", 80))
    with pytest.raises(OSError, match=r"the name 'example\.org' looked up in a test"):
        socket.create_connection(("example.org", 80), timeout=0.1)


def test_so_they_are_for_processes_that_tests_start() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert "the suite runs without a network" in done.stderr


def test_loopback_is_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
