"""`nlp.evaluate` on gold records gives the figures of `eventwire.evaluation`."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.training import Example

import eventwire
from eventwire.errors import EventwireError
from eventwire.evaluation import Gold, evaluate
from eventwire.evaluation.authoring import build
from eventwire.evaluation.source import parse_source
from eventwire.scorer import examples

SOURCE = """published: 2020-05-05

=== text
[Rebels|reb: A armed_group SDN] [shelled|@e1] [Kassala|kas: P city SDN] on [Monday|d: D 2020-05-04].
=== events
e1: ASSAULT/heavy-weapons actual/unknown agent=reb target=kas place=kas when=d
"""


def gold(name: str) -> Gold:
    source = parse_source(SOURCE, Path("a.gold"))
    return Gold(Path("a.json"), build(source, name)[0], source.text)


def test_nlp_evaluate_gives_the_figures_of_evaluate(nlp: Language) -> None:
    annotated = [gold("a"), gold("b")]
    found = nlp.evaluate(examples(nlp, annotated), batch_size=1)
    records = []
    for one in annotated:
        article = eventwire.Article(id=one.record.document.id, text=one.text, published="2020-05-05")
        records.append(eventwire.extract(article, nlp=nlp))
    texts = {g.record.document.id: g.text for g in annotated}
    scores = evaluate([g.record for g in annotated], records, texts=texts)
    assert found["eventwire_scores"] == scores.to_dict()
    mentions = scores.layers["mentions"].total.overlap
    assert mentions.tp > 0
    assert (found["eventwire_mentions_p"], found["eventwire_mentions_f"]) == (mentions.precision, mentions.f1)
    assert found["eventwire_scores"]["layers"]["mentions"]["values"]["date_bounds"]["accuracy"] == 1.0
    assert found["eventwire_characterizations_r"] is None


def test_examples_without_gold(nlp: Language) -> None:
    plain = Example(nlp.make_doc("Rebels shelled Kassala."), nlp.make_doc("Rebels shelled Kassala."))
    assert "eventwire_events_f" not in nlp.evaluate([plain])
    with pytest.raises(EventwireError, match="example 1 of 2 has no gold record"):
        nlp.evaluate([*examples(nlp, [gold("a")]), plain])
