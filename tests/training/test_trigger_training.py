"""Training the trigger scorer: which unlisted words it will ask about."""

from __future__ import annotations

import numpy as np

from eventwire.matching.trigger_scorer import NONE, PASSED, WORDS
from eventwire.matching.word_vectors import WordVectors
from eventwire.training.trigger_training import fit_triggers
from eventwire.training.triggers import TriggerExample

NO_VECTORS = WordVectors({}, np.zeros((0, 2), np.int8), 1.0)


def example(
    article: int, word: str, label: str, *, state: str = "unlisted", near: bool = False
) -> TriggerExample:
    kind = label if state == "found" else None
    features = [f"{word} verb", f"state {state}"]
    return TriggerExample(f"a{article}", features, label, 4, state, kind, word, "verb", near)


def examples() -> list[TriggerExample]:
    rows = []
    for article in range(8):
        rows += [
            example(article, "frob", "ASSAULT"),
            example(article, "walk", NONE),
            example(article, "shell", "ASSAULT", state="found"),
            example(article, "near", NONE, near=True),
        ]
    return [*rows, example(1, "once", "ASSAULT")]


def test_a_strange_word_that_named_events_twice_is_asked_about() -> None:
    trained = fit_triggers(examples(), NO_VECTORS, about={"articles": 8})
    assert trained.model.settings[WORDS] == {"noun": [], "verb": ["frob"]}


def test_others_are_no_candidates() -> None:
    trained = fit_triggers(examples(), NO_VECTORS)
    assert trained.examples == 8 * 3  # frob, shell, near
    assert trained.rules.tp == 8
    assert trained.rules.gold == 16


def test_it_counts_what_the_scorer_would_admit() -> None:
    trained = fit_triggers(examples(), NO_VECTORS)
    assert (trained.scored.f1 or 0) >= (trained.rules.f1 or 0)


def test_words_that_hardly_ever_name_events_are_not_asked_about() -> None:
    seen = [example(k % 8, "pass", NONE, near=True) for k in range(40)]
    seen += [example(k % 8, "stroll", NONE) for k in range(98)] + [
        example(k, "stroll", "ASSAULT") for k in (1, 2)
    ]
    trained = fit_triggers([*examples(), *seen], NO_VECTORS)
    assert trained.model.settings[PASSED] == {"noun": [], "verb": ["pass"]}
    assert trained.model.settings[WORDS] == {"noun": [], "verb": ["frob"]}
    often = [example(k, "stroll", "ASSAULT") for k in (3, 4)]
    assert fit_triggers([*examples(), *seen, *often], NO_VECTORS).model.settings[WORDS]["verb"] == [
        "frob",
        "stroll",
    ]
