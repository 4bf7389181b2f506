"""Lines of `gazetteer/`: known names and nouns of actors, weapons and places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from eventwire.errors import ModelDataError
from eventwire.lexicon.lines import Line, objects, validated
from eventwire.schema.terms import SECTORS, ActorKind, FacilitySubtype, PlaceKind, PlacePrecision, WeaponKind

# Words with single blanks between them.
_FORM = Annotated[str, StringConstraints(pattern=r"^\S+(?: \S+)*$")]


class _Named(Line):
    """What every entry has: a canonical name and the forms in which it is printed.

    An all-lowercase form matches in any letter case; a form with a capital letter matches as written, or,
    from five letters on, in capitals throughout (headings).
    `generic` entries are common nouns, which head longer noun phrases; the others are names.

    Words with an ordinary meaning are kept apart by four optional lists, all lower-case; a match must satisfy each one
    that is there.

    Attributes:
        needs: words (or lemmas) one of which stands in the same sentence outside the match; a label in capitals
            ("WEAPON") is met by another match of that label in the sentence whose entry has no `needs`.
        not_prev, not_next: words, or phrases of words, that may not stand directly before (after) the match.
        pos: coarse parts of speech (NOUN, PROPN …), one of which the last word of the match has.
    """

    name: str
    forms: tuple[_FORM, ...] = Field(min_length=1)
    generic: bool = False
    needs: tuple[str, ...] = ()
    not_prev: tuple[str, ...] = ()
    not_next: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()


class ActorEntry(_Named):
    """A named actor, a generic actor noun, or a title."""

    label: Literal["ACTOR"]
    kind: ActorKind
    country: str | None = Field(None, pattern="^[A-Z]{3}$")
    sector: str | None = None
    sponsors: tuple[str, ...] = ()
    wikidata: str | None = Field(None, pattern="^Q[1-9][0-9]*$")
    years: tuple[int, int | None] | None = None
    position: str | None = None
    official: bool | None = None

    @model_validator(mode="after")
    def _known_sector(self) -> ActorEntry:
        if self.sector is not None and self.sector not in SECTORS:
            raise ValueError(f"sector {self.sector!r} is none of PLOVER's {' '.join(SECTORS)}")
        return self


class DesignationEntry(Line):
    """A family of names by construction ("T-72B3", "Su-35S"): a bounded regular expression over the text.

    Attributes:
        pattern: without groups that capture; it is matched where neither a letter nor a digit adjoins.
        anchors: words as written, one of which stands in every match; a pattern without them contains a digit.
        modifier: true for what only modifies a weapon noun ("122-mm rockets"): no weapon by itself.
        needs, not_prev, not_next: as in the gazetteer.
    """

    label: Literal["WEAPON"]
    kind: WeaponKind
    name: str
    pattern: str
    anchors: tuple[str, ...] = ()
    modifier: bool = False
    needs: tuple[str, ...] = ()
    not_prev: tuple[str, ...] = ()
    not_next: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _bounded(self) -> DesignationEntry:
        try:
            groups = re.compile(self.pattern).groups
        except re.error as err:
            raise ValueError(f"pattern is no regular expression: {err}") from err
        if groups or re.search(r"(?<!\\)[*+]|,\}", self.pattern):
            raise ValueError("pattern captures or repeats without bound; write (?:…) and {m,n}")
        return self


class WeaponEntry(_Named):
    """A weapon, munition or platform; `system` where the entry is a named one."""

    label: Literal["WEAPON"]
    kind: WeaponKind
    system: str | None = None


class PlaceEntry(_Named):
    """A named facility, region or area, a generic place noun, or a country with its people.

    Attributes:
        demonyms: adjectives and singular nouns ("Iraqi"); they modify, and are no mention of their own.
        demonym_nouns: plurals ("Iraqis"), which are mentions of people.
        metonyms: seats of government that stand for the state where they act ("Baghdad said").
    """

    label: Literal["PLACE"]
    kind: PlaceKind
    country: str | None = Field(None, pattern="^[A-Z]{3}$")
    admin1: str | None = None
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    geonames_id: int | None = None
    precision: PlacePrecision | None = None
    subtype: FacilitySubtype | None = None
    demonyms: tuple[str, ...] = ()
    demonym_nouns: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    years: tuple[int, int | None] | None = None


GazetteerEntry = ActorEntry | WeaponEntry | PlaceEntry | DesignationEntry


_NAMED: TypeAdapter[list[ActorEntry | WeaponEntry | PlaceEntry]] = TypeAdapter(
    list[Annotated[ActorEntry | WeaponEntry | PlaceEntry, Field(discriminator="label")]]
)


def parse_gazetteer(data: bytes, *, path: str) -> Sequence[GazetteerEntry]:
    """All enabled lines of a gazetteer file: a line with `pattern` is a designation, the others are told by `label`.

    Raises:
        ModelDataError: for the first line that does not fit, or that has another label.
    """
    lines = [raw for raw in map(bytes.strip, data.split(b"\n")) if raw and not raw.startswith(b"//")]
    try:  # all at once takes half as long as one by one; which line is wrong is told by the latter only
        entries = _NAMED.validate_json(b"[" + b",".join(lines) + b"]")
    except ValidationError:
        return _one_by_one(data, path=path)
    return (
        [e for e in entries if not e.disabled] if len(entries) == len(lines) else _one_by_one(data, path=path)
    )


def _one_by_one(data: bytes, *, path: str) -> list[GazetteerEntry]:
    found: list[GazetteerEntry] = []
    for number, value in objects(data, path=path):
        if value.get("disabled") is True:
            continue
        if "pattern" in value:
            found.append(validated(DesignationEntry, value, path=path, number=number))
            continue
        label = value.get("label")
        if label == "ACTOR":
            found.append(validated(ActorEntry, value, path=path, number=number))
        elif label == "WEAPON":
            found.append(validated(WeaponEntry, value, path=path, number=number))
        elif label == "PLACE":
            found.append(validated(PlaceEntry, value, path=path, number=number))
        else:
            raise ModelDataError(
                f"label: expected one of ACTOR, PLACE, WEAPON, found {label!r}",
                path=path,
                line=number,
                rule_id=str(value.get("id")),
            )
    return found
