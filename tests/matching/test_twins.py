"""Events that come in twos: what a prison sentence tells besides the conviction."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventwire
from eventwire.lexicon.events import TwinLine
from eventwire.lexicon.lines import parse
from eventwire.resources import model_path
from eventwire.schema import ArticleRecord, Event

PATH = "events/twins.jsonl"
LINES = parse(TwinLine, (model_path() / PATH).read_bytes(), path=PATH)
SENTENCED = "A court in Lagos sentenced the two smugglers to nine years in prison on Monday."


def told(nlp: Language, text: str) -> list[Event]:
    return list(eventwire.extract(text, nlp=nlp).events)


def test_a_prison_sentence_is_a_conviction_and_an_arrest(nlp: Language) -> None:
    convicted, jailed = told(nlp, SENTENCED)
    assert (convicted.type, convicted.modes) == ("SANCTION", ("convict",))
    assert (jailed.type, jailed.modes) == ("COERCE", ("arrest",))
    assert convicted.trigger == jailed.trigger
    assert convicted.id != jailed.id
    assert {(a.role, a.text) for a in jailed.arguments} >= {("agent", "court"), ("victim", "smugglers")}
    assert {(a.role, a.text) for a in convicted.arguments} >= {("target", "smugglers")}
    assert jailed.time == convicted.time
    assert jailed.codes.plover[0].name == "COERCE/arrest"
    rules = {p.rule for p in jailed.provenance["modes"]}
    assert rules == {"twin/imprisoned"}
    assert "arguments.victim" in jailed.provenance
    assert "arguments.target" not in jailed.provenance


@pytest.mark.parametrize(
    "text",
    [
        "A court in Lagos fined the two smugglers 900 dollars on Monday.",
        "A court in Lagos convicted the two smugglers of murder on Monday.",
        "A court in Lagos did not sentence the two smugglers to prison on Monday.",
    ],
)
def test_other_verdicts_stay_alone(text: str, nlp: Language) -> None:
    assert "COERCE" not in {event.type for event in told(nlp, text)}


def test_a_sentence_that_tells_of_both_has_no_third(nlp: Language) -> None:
    text = "A court in Lagos sentenced the smuggler to nine years and police arrested him on Monday."
    assert sorted(event.type for event in told(nlp, text)) == ["COERCE", "SANCTION"]


def test_what_is_said_of_it_is_about_both(nlp: Language) -> None:
    record: ArticleRecord = eventwire.extract(
        "The ministry said a court had sentenced the two smugglers to nine years in prison.", nlp=nlp
    )
    assert set(record.characterizations[0].events) == {event.id for event in record.events}
    assert len(record.events) == 2


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_lines_keep_their_word(line: TwinLine, nlp: Language) -> None:
    assert line.examples
    assert line.not_examples
    for text in line.examples:
        assert {line.of, line.adds} <= {event.type for event in told(nlp, text)}
    for text in line.not_examples:
        assert line.adds not in {event.type for event in told(nlp, text)}
