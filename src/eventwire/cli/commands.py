"""The subcommands by name; the module of one is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

# Name -> module under `eventwire.cli` and function in it, in the order of the help.
_HOMES = {
    "extract": ("extract", "extract"),
    "explain": ("explain", "explain"),
    "evaluate": ("evaluate", "evaluate"),
    "check": ("check", "check"),
    "train": ("train", "train"),
    "export": ("export", "export"),
    "import": ("import_", "import_"),
    "init-rules": ("init_rules", "init_rules"),
    "schema": ("schema", "schema"),
    "query": ("query", "query"),
    "migrate": ("migrate", "migrate"),
    "purge": ("purge", "purge"),
}


class Commands(TyperGroup):
    """The group of `eventwire`: who runs one command does not wait for the imports of the others."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the help."""
        return list(_HOMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; None where there is none."""
        if cmd_name not in _HOMES:
            return None
        module, function = _HOMES[cmd_name]
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        single.command(name=cmd_name)(getattr(import_module(f"eventwire.cli.{module}"), function))
        return get_command(single)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As in `TyperGroup`, which looks for what a misspelt name may mean among the commands that are loaded."""
        if args and args[0] not in _HOMES:
            self.commands = {name: self.get_command(ctx, name) for name in _HOMES}
        return super().resolve_command(ctx, args)
