"""Which format the lines of each data file have: the one table from a file's place to its pydantic class."""

from __future__ import annotations

import fnmatch
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eventwire.errors import ModelDataError
from eventwire.lexicon.attribution import AttributionCue
from eventwire.lexicon.dates import DateRule, DateWord
from eventwire.lexicon.entities import AffiliationCue, Anaphor
from eventwire.lexicon.entries import parse_gazetteer
from eventwire.lexicon.events import EventAnaphor, InheritanceLine, ModeLine, TwinLine, VaguePlace
from eventwire.lexicon.frames import FrameLine, RoleLine, SupportLine
from eventwire.lexicon.lines import Line, parse_all
from eventwire.lexicon.mentions import MentionRule, NounClass
from eventwire.lexicon.modality import ModalityCue
from eventwire.lexicon.place_rules import Abbreviation, Disputed, PlaceCue, PlaceNoun
from eventwire.lexicon.quantities import MeasureRule, QuantityWord
from eventwire.lexicon.tokens import TokenAbbreviation
from eventwire.lexicon.triggers import CalmLine, IdiomLine, TopicLine, TriggerLine, WordClass

Parser = Callable[[bytes, str], Sequence[Line]]


def _of(kind: type[Line]) -> Parser:
    return functools.partial(_parse, kind)


def _parse(kind: type[Line], data: bytes, path: str) -> Sequence[Line]:
    return parse_all(kind, data, path=path)


def _gazetteer(data: bytes, path: str) -> Sequence[Line]:
    return parse_gazetteer(data, path=path)


# The first pattern that fits the path below the model directory decides.
KINDS: tuple[tuple[str, Parser], ...] = (
    ("arguments/frames.jsonl", _of(FrameLine)),
    ("arguments/roles.jsonl", _of(RoleLine)),
    ("arguments/supports.jsonl", _of(SupportLine)),
    ("attribution/*.jsonl", _of(AttributionCue)),
    ("dates/words.jsonl", _of(DateWord)),
    ("dates/*.jsonl", _of(DateRule)),
    ("entities/affiliations.jsonl", _of(AffiliationCue)),
    ("entities/anaphors.jsonl", _of(Anaphor)),
    ("events/anaphors.jsonl", _of(EventAnaphor)),
    ("events/inheritance.jsonl", _of(InheritanceLine)),
    ("events/modes.jsonl", _of(ModeLine)),
    ("events/twins.jsonl", _of(TwinLine)),
    ("events/vague_places.jsonl", _of(VaguePlace)),
    ("gazetteer/*.jsonl", _gazetteer),
    ("mentions/nouns.jsonl", _of(NounClass)),
    ("mentions/divisions.jsonl", _of(NounClass)),
    ("mentions/*.jsonl", _of(MentionRule)),
    ("modality/*.jsonl", _of(ModalityCue)),
    ("places/abbreviations.jsonl", _of(Abbreviation)),
    ("places/cues.jsonl", _of(PlaceCue)),
    ("places/disputed.jsonl", _of(Disputed)),
    ("places/nouns.jsonl", _of(PlaceNoun)),
    ("quantities/words.jsonl", _of(QuantityWord)),
    ("quantities/*.jsonl", _of(MeasureRule)),
    ("tokenizer/*.jsonl", _of(TokenAbbreviation)),
    ("triggers/idioms.jsonl", _of(IdiomLine)),
    ("triggers/calm.jsonl", _of(CalmLine)),
    ("triggers/topics.jsonl", _of(TopicLine)),
    ("triggers/*.jsonl", _of(TriggerLine)),
    ("words/*.jsonl", _of(WordClass)),
)


# Rules that decide without leaving their id on the Doc: only their marked spans can show that they work.
UNTRACED: tuple[str, ...] = (
    "arguments/roles.jsonl",
    "arguments/supports.jsonl",
    "entities/*.jsonl",
    "events/anaphors.jsonl",
    "mentions/*.jsonl",
    "places/*.jsonl",
    "quantities/words.jsonl",
    "tokenizer/*.jsonl",
    "triggers/calm.jsonl",
    "triggers/topics.jsonl",
    "words/*.jsonl",
)


def leaves_trace(relative: str) -> bool:
    """Whether a rule of this file leaves its id on the Doc where it fires."""
    return not any(fnmatch.fnmatch(relative, pattern) for pattern in UNTRACED)


@dataclass(frozen=True, slots=True)
class Placed:
    """A valid line with the file and the 1-based line number it stands at; `relative` is below the model directory."""

    path: str
    relative: str
    number: int
    line: Line


def parser_for(relative: str) -> Parser | None:
    """The parser of a file by its path below the model directory, or None where no such file is known."""
    return next((parser for pattern, parser in KINDS if fnmatch.fnmatch(relative, pattern)), None)


def read_lines(data: bytes, *, relative: str, path: str) -> Iterator[Placed | ModelDataError]:
    """Every line of a data file, or its mistake; the rest of the file goes on.

    Args:
        data: the file. relative: its path below the model directory or pack. path: its path, for messages.
    """
    parser = parser_for(relative)
    if parser is None:
        known = ", ".join(pattern for pattern, _ in KINDS)
        yield ModelDataError(f"no file of the model's layout; expected one of {known}", path=path)
        return
    for number, raw in enumerate(data.split(b"\n"), 1):
        try:
            found = parser(raw, path)
        except ModelDataError as err:
            yield ModelDataError(err.message, path=path, line=number, rule_id=err.rule_id)
        else:
            yield from (Placed(path, relative, number, line) for line in found)
