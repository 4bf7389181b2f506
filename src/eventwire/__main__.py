"""`python -m eventwire`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    raise SystemExit("no command yet")


if __name__ == "__main__":
    main()
