"""The trained scorer of mentions: what it adds, that it can be switched off, and that its models are sound."""

from __future__ import annotations

import itertools

import pytest
from spacy.language import Language

from eventwire.checking.check import rules_only
from eventwire.components.mentions import KINDS, LABELS, Mentions
from eventwire.errors import ModelDataError
from eventwire.explanation import explain
from eventwire.matching.linear import Linear
from eventwire.matching.word_vectors import VECTORS, vectors_from_bytes

PLAIN = "The beekeeper told a florist that an archivist had left."  # trades that no lexicon line names


def shown(nlp: Language, text: str) -> list[tuple[str, str, str | None]]:
    doc = nlp(text)
    return [(doc[slice(*row["tokens"])].text, row["label"], row["kind"]) for row in doc._.mentions.values()]


def component(nlp: Language) -> Mentions:
    found = nlp.get_pipe("eventwire_mentions")
    assert isinstance(found, Mentions)
    return found


def test_trades_that_no_rule_knows_are_persons(nlp: Language) -> None:
    assert shown(nlp, PLAIN) == [
        ("beekeeper", "ACTOR", "person"),
        ("florist", "ACTOR", "person"),
        ("archivist", "ACTOR", "person"),
    ]


def test_without_it_the_rules_have_the_last_word(nlp: Language) -> None:
    with rules_only(nlp):
        assert ("beekeeper", "ACTOR", "person") not in shown(nlp, PLAIN)
        assert component(nlp).scorer is False
    assert component(nlp).scorer is True


def test_names_of_the_lexicon_keep_their_label(nlp: Language) -> None:
    assert ("Hezbollah", "ACTOR", "armed_group") in shown(nlp, "Hezbollah fired rockets on Monday.")


def test_dates_and_quantities_are_left_alone(nlp: Language) -> None:
    text = "On 3 May 2021 some 40 rockets hit the harbour."
    with rules_only(nlp):
        before = [m for m in shown(nlp, text) if m[1] in ("DATE", "QUANTITY")]
    assert [m for m in shown(nlp, text) if m[1] in ("DATE", "QUANTITY")] == before != []


def test_mentions_do_not_overlap(nlp: Language) -> None:
    doc = nlp(
        "Rebel drones hit the fuel depot's gate near Kassala, a Sudanese army spokesman said, and bakers fled."
    )
    spans = [tuple(row["tokens"]) for row in doc._.mentions.values()]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_models_survive_bytes_and_refuse_others(nlp: Language) -> None:
    files = component(nlp).files
    vectors = vectors_from_bytes(files[VECTORS], path=VECTORS)
    for path in (LABELS, KINDS):
        assert Linear.from_bytes(files[path], path=path, vectors=vectors).to_bytes() == files[path]
    with pytest.raises(ModelDataError, match="is no linear model"):
        Linear.from_bytes(b"x", path=LABELS)


def test_explain_shows_what_it_changed_and_why(nlp: Language) -> None:
    revised = {r.words: r for r in explain(PLAIN, nlp).revised}
    made = revised["beekeeper"]
    assert (made.before, made.after) == (None, "ACTOR")
    assert PLAIN[made.start : made.end] == "beekeeper"
    assert made.because
    with rules_only(nlp):
        assert explain(PLAIN, nlp).revised == ()
