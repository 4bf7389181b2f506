"""Gold that says who took part in an article's events, but not by which words they are told: templates with filled roles, as JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from eventwire.article import Article
from eventwire.errors import GoldError, InputError
from eventwire.evaluation.compare import bounds
from eventwire.schema import TextSpan
from eventwire.schema.terms import EventType, Role

ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != "time")
_SPACE = re.compile(r"\s+")
Filler = frozenset[str]  # the strings that it is named by, normalized


@dataclass(frozen=True)
class TemplateGold:
    """One article with its templates.

    Attributes:
        article: the article. types: event types of its templates. fillers: role → who fills it in any of them; fillers that
            share a string are one.
    """

    article: Article
    types: frozenset[str]
    fillers: Mapping[str, tuple[Filler, ...]]

    @property
    def relevant(self) -> bool:
        """Whether the article tells of any event of the domain."""
        return bool(self.types)


def normal(text: str) -> str:
    """A filler as it is compared: in lower case, single spaces, without determiner, outer quotes and possessive."""
    start, end = bounds(TextSpan(start=0, end=len(text), text=text))
    return _SPACE.sub(" ", text[start:end]).lower()


def read_templates(paths: Sequence[Path]) -> list[TemplateGold]:
    """All templates of some files, in the order of their ids.

    A line is `{"id": …, "text": …, "published": …, "templates": [{"type": "ASSAULT", "fillers": {"agent": [["gunmen", "the
    attackers"]]}}]}`: for each role the fillers, and for each filler all strings of the text that name it. An article without
    events has an empty list.

    Raises:
        GoldError: with file and line, for what is no such line, and for an article that stands twice.
    """
    found: dict[str, TemplateGold] = {}
    for path in paths:
        try:
            lines = path.read_bytes().decode("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as err:
            raise GoldError(f"cannot be read: {err}", path=path) from err
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                gold = template_gold(json.loads(line))
            except (ValueError, InputError) as err:
                raise GoldError(str(err), path=path, line=number) from err
            if gold.article.id in found:
                raise GoldError(
                    f"second line for article {gold.article.id!r}, expected one", path=path, line=number
                )
            found[gold.article.id] = gold
    if not found:
        raise GoldError(
            "holds no templates, expected a line of JSON for each article", path=paths[0] if paths else ""
        )
    return [found[key] for key in sorted(found)]


def template_gold(plain: Any) -> TemplateGold:
    """One line, parsed.

    Raises:
        ValueError: naming what was found and what was expected.
    """
    if not isinstance(plain, dict) or not isinstance(plain.get("templates"), list):
        raise ValueError("found no list 'templates', expected an object with id, text and templates")
    for key in ("id", "text"):
        if not isinstance(plain.get(key), str):
            raise ValueError(f"{key}: found {plain.get(key)!r}, expected a string")
    types: set[str] = set()
    merged: dict[str, list[set[str]]] = {}
    for number, template in enumerate(plain["templates"]):
        place = f"templates.{number}"
        kind = template.get("type") if isinstance(template, dict) else template
        if not isinstance(kind, str) or kind not in get_args(EventType):
            raise ValueError(
                f"{place}.type: found {kind!r}, expected one of {', '.join(get_args(EventType))}"
            )
        types.add(kind)
        for role, fillers in template.get("fillers", {}).items():
            if role not in ROLES:
                raise ValueError(f"{place}.fillers: found role {role!r}, expected some of {', '.join(ROLES)}")
            for filler in fillers:
                if not isinstance(filler, list) or not all(isinstance(name, str) for name in filler):
                    raise ValueError(f"{place}.fillers.{role}: found {filler!r}, expected a list of strings")
                names = {normal(name) for name in filler if name.strip()}
                same = [other for other in merged.setdefault(role, []) if other & names]
                merged[role] = [other for other in merged[role] if other not in same]
                if names:
                    merged[role].append(names.union(*same))
    article = Article(id=plain["id"], text=plain["text"], published=plain.get("published"))
    fillers = {role: tuple(frozenset(f) for f in found) for role, found in merged.items() if found}
    return TemplateGold(article, frozenset(types), fillers)
