"""The stance table: event by speaker, with nested attribution."""

from __future__ import annotations

from spacy.language import Language

from eventwire import extract
from eventwire.stances import Position, stance_table

TEXT = (
    "Rebel drones struck a fuel depot in Harlan on Monday, killing two guards.\n\n"
    "The army confirmed the attack. The rebels denied the attack. The mayor called the attack a massacre. "
    "The army said that the governor had condemned the attack.\n"
)


def positions(nlp: Language) -> dict[str, Position]:
    found = stance_table(extract(TEXT, nlp=nlp, published="2024-04-23"))
    first = found[0].event
    return {p.speaker.lower().removeprefix("the "): p for p in found if p.event == first}


def test_each_speaker_has_one_position_on_an_event(nlp: Language) -> None:
    found = positions(nlp)
    assert found["army"].stances == ("affirms",)
    assert set(found["army"].acts) >= {"confirm", "report"}
    assert found["rebels"].stances == ("denies",)
    assert found["mayor"].labels == ("massacre",)


def test_what_is_told_at_second_hand_names_both(nlp: Language) -> None:
    found = positions(nlp)["governor"]
    assert [who.lower().removeprefix("the ") for who in found.told_by] == ["army"]
    assert found.acts == ("condemn",)
