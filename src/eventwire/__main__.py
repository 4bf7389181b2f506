"""`python -m eventwire`."""

from __future__ import annotations

from eventwire.cli.app import main

if __name__ == "__main__":
    main()
