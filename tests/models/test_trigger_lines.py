"""Every trigger rule, idiom, frame and support line: its examples come out as marked, its not-examples do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers, resources
from eventwire.checking.check import rules_only
from eventwire.lexicon.frames import FrameLine, RoleLine, SupportLine
from eventwire.lexicon.lines import Line, parse
from eventwire.lexicon.markup import parse_markup
from eventwire.lexicon.triggers import CalmLine, IdiomLine, TopicLine, TriggerLine
from eventwire.schema.terms import EVENT_TYPES

MODEL = resources.model_path()
KINDS: dict[str, type[Line]] = {
    "idioms.jsonl": IdiomLine,
    "topics.jsonl": TopicLine,
    "calm.jsonl": CalmLine,
    "frames.jsonl": FrameLine,
    "supports.jsonl": SupportLine,
    "roles.jsonl": RoleLine,
}


@pytest.fixture(autouse=True)
def without_scorer(nlp: Language) -> Iterator[None]:
    """A rule's example shows what the rules do."""
    with rules_only(nlp):
        yield


def lines() -> list[Line]:
    found: list[Line] = []
    for folder in ("triggers", "arguments"):
        for file in sorted((MODEL / folder).glob("*.jsonl")):
            found += parse(KINDS.get(file.name, TriggerLine), file.read_bytes(), path=file.name)
    return found


LINES = lines()


def sentences(attribute: str) -> Iterator[object]:
    for line in LINES:
        if isinstance(line, (TopicLine, CalmLine)):
            continue  # a topic needs an article
        for number, sentence in enumerate(getattr(line, attribute)):
            yield pytest.param(line, sentence, id=f"{line.id}-{number}")


def triggers_of(doc: Doc) -> dict[tuple[int, int, str], str]:
    table = layers.table(doc, "triggers")
    return {(*layers.characters(doc, row["tokens"]), row["type"]): row["rule"] for row in table.values()}


@pytest.mark.parametrize(("line", "sentence"), list(sentences("examples")))
def test_example(nlp: Language, line: Line, sentence: str) -> None:
    text, marks = parse_markup(sentence)
    doc = nlp(text)
    found = triggers_of(doc)
    assert set(found) == {(m.start, m.end, m.label) for m in marks if m.label in EVENT_TYPES}
    if isinstance(line, TriggerLine):
        assert line.id in found.values()
    roles = {
        (*layers.characters(doc, a["tokens"]), a["role"]) for row in doc._.arguments.values() for a in row
    }
    assert {(m.start, m.end, m.label) for m in marks if m.label not in EVENT_TYPES} <= roles


@pytest.mark.parametrize(("line", "sentence"), list(sentences("not_examples")))
def test_not_example(nlp: Language, line: Line, sentence: str) -> None:
    doc = nlp(sentence)
    found = triggers_of(doc)
    if isinstance(line, IdiomLine):
        assert not found
        assert line.id in {row["rule"] for row in doc._.rejected}
    assert line.id not in found.values()


def test_ids_are_unique() -> None:
    ids = [line.id for line in LINES]
    assert len(ids) == len(set(ids))


def test_rules_stand_in_the_file_of_their_type() -> None:
    for file in sorted((MODEL / "triggers").glob("*.jsonl")):
        if file.name not in KINDS:
            for line in parse(TriggerLine, file.read_bytes(), path=file.name):
                assert line.type.lower() == file.stem


def test_every_type_has_rules_and_a_frame() -> None:
    assert {line.type for line in LINES if isinstance(line, TriggerLine)} == set(EVENT_TYPES)
    assert {t for line in LINES if isinstance(line, FrameLine) for t in line.types} == set(EVENT_TYPES)


def test_frames_named_by_rules_exist() -> None:
    frames = {line.id for line in LINES if isinstance(line, FrameLine)}
    assert {line.frame for line in LINES if isinstance(line, TriggerLine) and line.frame} <= frames
