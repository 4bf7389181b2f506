"""Which name of a feed or table stands for which field of an article: what the user says, else the usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventwire.errors import InputError
from eventwire.readers.source import Unreadable

# Field -> the names it usually goes by, the likeliest first; compared without case, "_", "-", "." and spaces.
USUAL: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "docid", "documentid", "guid", "uuid", "uid"),
    "text": (
        "text", "body", "content", "articlebody", "fulltext", "maintext", "articletext", "bodytext", "contenttext",
        "plaintext", "story", "article",
    ),
    "published": (
        "published", "publishedat", "publishedon", "publisheddate", "publicationdate", "datepublished", "publishdate",
        "pubdate", "date",
    ),
    "title": ("title", "headline", "head"),
    "url": ("url", "link", "permalink", "articleurl", "sourceurl", "webpage", "uri"),
    "publisher": ("publisher", "source", "sourcename", "outlet", "newspaper", "sitename", "site"),
    "publisher_country": ("publishercountry", "sourcecountry"),
    "language": ("language", "lang"),
}  # fmt: skip

_SEPARATORS = re.compile(r"[\s_.\-]+")


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """Names for the fields of an article.

    Attributes:
        given: field -> name, as the user said; the others are recognized.
    """

    given: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, texts: Iterable[str]) -> FieldMapping:
        """The mapping in some options: `text=body,published=date`, each field once.

        Raises:
            InputError: for an unknown field, a field named twice, or a part that is no `field=name`.
        """
        given: dict[str, str] = {}
        for part in (part.strip() for text in texts for part in text.split(",")):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if not equals or not value:
                raise InputError(f"map: found {part!r}, expected field=name, as in text=body,published=date")
            if name not in USUAL:
                raise InputError(f"map: found the field {name!r}, expected one of {', '.join(USUAL)}")
            if name in given:
                raise InputError(f"map: the field {name!r} comes twice, expected it once")
            given[name] = value
        return cls(given)

    def columns(self, names: Sequence[str]) -> dict[str, str]:
        """Field → column of a table.

        Raises:
            Unreadable: code `no-text` without a column of texts, `columns` where one that the user named is missing.
        """
        missing = [f"{name!r} (for {key})" for key, name in self.given.items() if name not in names]
        if missing:
            message = f"found the columns {_shown(names)}, expected also {', '.join(missing)}"
            raise Unreadable(message, code="columns")
        known = _by_usual_name(names)
        found = {key: self.given.get(key) or _first(known, key) for key in USUAL}
        if found["text"] is None:
            raise Unreadable(self._without_text(names, "columns"), code="no-text")
        return {key: name for key, name in found.items() if name is not None}

    def values(self, row: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """Field → value of a JSON object; of several usual names, the first that has a value.

        Returns:
            The values of the fields that are there, and the names that the user gave but the object doesn't have.
        """
        known: dict[str, list[str]] | None = None
        found: dict[str, Any] = {}
        missing: list[str] = []
        for key in USUAL:
            name = self.given.get(key)
            if name is not None:
                there, value = _at(row, name)
                if there:
                    found[key] = value
                else:
                    missing.append(name)
            elif row.get(key) not in (None, ""):
                found[key] = row[key]
            else:
                known = _by_usual_name(list(row)) if known is None else known
                names = [name for usual in USUAL[key] for name in known.get(usual, ())]
                if names:
                    found[key] = next(
                        (row[name] for name in names if row[name] not in (None, "")), row[names[0]]
                    )
        return found, missing

    def no_text(self, row: Mapping[str, Any]) -> str:
        """The message for a JSON object without a text."""
        if "text" in self.given:
            return f"found no key {self.given['text']!r}, expected a string there; the keys are {_shown(list(row))}"
        return self._without_text(list(row), "keys")

    def _without_text(self, names: Sequence[str], what: str) -> str:
        usual = ", ".join(USUAL["text"][1:5])
        return (
            f"found no key 'text' among the {what} {_shown(names)}, expected a string there or under a usual "
            f"name ({usual}, …); --map text=NAME says which"
        )


def _by_usual_name(names: Sequence[str]) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for name in names:
        known.setdefault(_SEPARATORS.sub("", name).lower(), []).append(name)
    return known


def _first(known: dict[str, list[str]], key: str) -> str | None:
    return next((known[usual][0] for usual in USUAL[key] if usual in known), None)


def _at(row: Mapping[str, Any], name: str) -> tuple[bool, Any]:
    """Whether an object has a name, and its value; dots lead into objects: `source.name`."""
    if name in row:
        return True, row[name]
    value: Any = row
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            return False, None
        value = value[part]
    return True, value


def _shown(names: Sequence[str]) -> str:
    shown = ", ".join(repr(str(name)[:40]) for name in names[:12])
    return f"{shown}, …" if len(names) > 12 else shown or "(none)"
