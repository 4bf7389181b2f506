"""Whose organ an article means."""

from __future__ import annotations

from spacy.language import Language

from eventwire.matching.nationality import Spoken


def countries(nlp: Language, text: str) -> dict[str, str | None]:
    doc = nlp(text)
    return {
        doc[slice(*doc._.mentions[m]["tokens"])].text: value["fields"].get("country")
        for value in doc._.entities.values()
        for m in value["mentions"]
        if value["label"] == "ACTOR"
    }


def test_an_army_is_that_of_the_country_spoken_of(nlp: Language) -> None:
    found = countries(
        nlp, "Shells fell on a village in Kenya on Monday. The army sent a patrol, and a baker fled."
    )
    assert found["army"] == "KEN"
    assert found["baker"] is None


def test_known_names_without_a_country_get_none(nlp: Language) -> None:
    assert countries(nlp, "In Kenya, NATO held a drill.")["NATO"] is None


def test_the_nearer_country_counts_more_and_the_one_before_first() -> None:
    spoken = Spoken([(0, 3, "KEN"), (6, 60, "SDN")])
    assert spoken.around(1, 12) == "KEN"
    assert spoken.around(6, 70) == "SDN"
    assert Spoken([(0, 9, "KEN"), (0, 1, "SDN")]).around(0, 5) == "SDN"


def test_without_countries_there_is_none() -> None:
    assert Spoken([]).around(0, 0) is None
    assert Spoken([(90, 900, "KEN")]).around(0, 0) is None
