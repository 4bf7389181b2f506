"""What stands around a trigger and a candidate."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire.article import Article
from eventwire.components.roles import roles_of
from eventwire.document import annotate
from eventwire.errors import InputError

TEXT = "Rebels and deserters shelled the barracks at Olvik, and a nurse who lived nearby fled.\n"


def features(nlp: Language, word: str) -> list[str]:
    doc = annotate(nlp, Article(id="a", text=TEXT))
    finder = roles_of(nlp).finder(doc)
    trigger = next(name for name, row in finder.triggers.items() if doc[row["head"]].text == "shelled")
    found = finder.candidates(trigger)
    rows = finder.features(trigger, found)
    return next(row for c, row in zip(found, rows, strict=True) if doc[c.head].text == word)


def test_a_member_of_a_coordination_knows_the_role_of_the_first(nlp: Language) -> None:
    assert any(name.startswith("conj of=agent ") for name in features(nlp, "deserters"))


def test_what_else_is_filled_is_told(nlp: Language) -> None:
    assert any(name.startswith("ASSAULT other=agent ") for name in features(nlp, "barracks"))


def test_a_word_is_known_by_its_kind(nlp: Language) -> None:
    assert any(name.startswith("word~c") for name in features(nlp, "barracks"))


def test_a_pipeline_without_roles_is_an_error() -> None:
    import spacy

    with pytest.raises(InputError, match="eventwire_roles"):
        roles_of(spacy.blank("en"))
