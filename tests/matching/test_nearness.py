"""Words known by their vectors: what they weigh, in a model, in its file, and after training."""

from __future__ import annotations

import numpy as np
import pytest

from eventwire.errors import ModelDataError
from eventwire.matching.linear import Linear
from eventwire.matching.nearness import Nearness, near, shown, topic, vector
from eventwire.matching.word_vectors import WordVectors
from eventwire.training.fit import fit
from eventwire.training.side_by_side import side_by_side

WORDS = WordVectors(
    {"soldiers": 0, "troops": 1, "flour": 2}, np.array([[10, 0], [9, 1], [0, 10]], dtype=np.int8), 0.1
)
ROWS = [["plain", near("head", "soldiers")], ["plain", near("head", "flour")]] * 10
LABELS = ["actor", "thing"] * 10


def fitted() -> Linear:
    return fit(ROWS, LABELS, strength=1.0, settings={}, vectors=WORDS)


def test_a_word_that_training_never_had_is_known_by_what_lies_near() -> None:
    model = fitted()
    told = model.probabilities([[near("head", "troops")], ["plain"], [near("head", "unheard")], []])
    assert told[0, 0] > 0.7
    assert told[1:, 0] == pytest.approx(0.5, abs=0.1)
    assert dict(model.reasons([near("head", "Troops")], "actor"))["head≈troops"] > 0


def test_without_vectors_such_features_count_nothing() -> None:
    model = fit(ROWS, LABELS, strength=1.0, settings={})
    assert model.near is None
    assert set(model.index) <= {"plain"}
    assert model.reasons([near("head", "troops")], "actor") == []


def test_the_file_keeps_the_weights_and_asks_for_the_vectors() -> None:
    model = fitted()
    data = model.to_bytes()
    again = Linear.from_bytes(data, path="kinds.npz", vectors=WORDS)
    asked = [[near("head", "troops")]]
    assert again.probabilities(asked) == pytest.approx(model.probabilities(asked), abs=0.01)
    with pytest.raises(ModelDataError, match=r"kinds\.npz.*words/vectors\.npz"):
        Linear.from_bytes(data, path="kinds.npz")
    wide = WordVectors({"a": 0}, np.zeros((1, 3), dtype=np.int8), 1.0)
    with pytest.raises(ModelDataError, match=r"kinds\.npz.*expected \(1, 3, 2\)"):
        Linear.from_bytes(data, path="kinds.npz", vectors=wide)


def test_training_goes_on_from_a_model_with_vectors() -> None:
    turned = fit(
        [[near("head", "soldiers")], ["plain"]] * 50,
        ["thing", "actor"] * 50,
        strength=1.0,
        settings={},
        prior=fitted(),
    )
    assert turned.probabilities([[near("head", "troops")]])[0].argmax() == turned.classes.index("thing")
    kept = fit([["plain"]] * 4, ["actor", "thing"] * 2, strength=0.001, settings={}, prior=fitted())
    assert kept.probabilities([[near("head", "troops")]])[0, 0] > 0.7


def test_models_side_by_side_keep_their_own_slots() -> None:
    other = fit(
        [[near("above", "troops")], [near("above", "flour")]] * 10,
        ["x", "y"] * 10,
        strength=1.0,
        settings={},
        vectors=WORDS,
    )
    both = side_by_side([fitted(), other], settings={})
    assert both.near is not None
    assert set(both.near.slots) == {"above", "head"}
    told, nothing = both.probabilities([[near("head", "troops")], []])
    assert told[0] / told[1] > 2 * nothing[0] / nothing[1]
    assert told[2] / told[3] == pytest.approx(nothing[2] / nothing[3])


def test_only_the_end_of_a_row_is_asked() -> None:
    weights = {"head": np.array([[1.0], [0.0]], dtype=np.float32)}
    made = Nearness(WORDS, weights)
    assert made.scores(
        [[near("head", "soldiers"), "plain"], ["plain", near("head", "soldiers")]]
    ).tolist() == [
        [0.0],
        [1.0],
    ]


def test_a_topic_is_where_many_words_point_however_many_they_are() -> None:
    one, many = (vector(WORDS, "~article", " ".join(["troops", "flour"] * n)) for n in (1, 50))
    assert np.linalg.norm(many) == pytest.approx(1.0)
    assert many == pytest.approx(one / np.linalg.norm(one), abs=1e-5)
    assert vector(WORDS, "head", "troops flour") == pytest.approx(WORDS.sum(["troops", "flour"]))
    assert not vector(WORDS, "~article", "unheard of").any()
    assert not vector(WORDS, "~article", "").any()


def test_a_model_learns_what_a_text_is_about() -> None:
    rows = [[topic("article", ["Soldiers"] * 9)], [topic("article", ["flour"] * 9)]] * 20
    model = fit(rows, ["war", "food"] * 20, strength=1.0, settings={}, vectors=WORDS)
    told = model.probabilities([[topic("article", ["troops"] * 40)], [topic("article", ["unheard"])]])
    assert told[0, model.classes.index("war")] > 0.7
    assert told[1] == pytest.approx(0.5, abs=0.1)


def test_people_are_told_of_a_topic_only_where_it_was_looked_for() -> None:
    name = topic("article", ["soldiers", "flour"])
    assert shown(name) == "~article"
    assert shown("verb≈soldiers") == "verb≈soldiers"
    model = fit(
        [[name], [topic("article", ["flour"])]] * 20,
        ["a", "b"] * 20,
        strength=1.0,
        settings={},
        vectors=WORDS,
    )
    assert [told for told, _ in model.reasons([name], "a")] == ["~article"]
