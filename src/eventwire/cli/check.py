"""`eventwire check`: are the rules valid, and do their examples come out?"""

from __future__ import annotations

from typing import Annotated

import typer

from eventwire.cli import console
from eventwire.resources import DEFAULT_MODEL


def check(
    target: Annotated[
        str, typer.Argument(metavar="[DIR|MODEL]", help="A folder of rules, or a model.")
    ] = DEFAULT_MODEL,
) -> None:
    """Validate every line of the rules, run every example, and name rules that are shadowed or dead.

    Exit 1 where a line is wrong or an example does not come out.
    """
    from eventwire.checking.check import (
        check as check_rules,
    )  # spaCy takes a second: only who computes pays for it

    findings = check_rules(target)
    console.write(f"{finding}\n" for finding in findings)
    errors = sum(finding.level == "error" for finding in findings)
    console.say(f"{errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(1)
