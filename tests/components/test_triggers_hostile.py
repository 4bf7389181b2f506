"""Text that is no prose: one very long sentence must not blow up the walks over the tree."""

from __future__ import annotations

import time

from spacy.language import Language
from spacy.tokens import Doc

from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.tree import tree_of


def chain(nlp: Language, n: int) -> Doc:
    """A Doc of one sentence in which every word is a verb coordinated with the one before."""
    heads = [0, *range(n - 1)]
    return Doc(
        nlp.vocab,
        words=["attacked"] * n,
        pos=["VERB"] * n,
        tags=["VBN"] * n,
        lemmas=["attack"] * n,
        deps=["ROOT", *["conj"] * (n - 1)],
        heads=heads,
    )


def test_long_chain_is_linear(nlp: Language) -> None:
    triggers, arguments = nlp.get_pipe("eventwire_triggers"), nlp.get_pipe("eventwire_arguments")
    costs = []
    for n in (4000, 16000):
        doc = chain(nlp, n)
        start = time.process_time()
        arguments(triggers(doc))
        costs.append(time.process_time() - start)
        assert len(doc._.triggers) == n
        assert set(doc._.arguments) == set(doc._.triggers)
    # four times as many words, and nothing near sixteen times the work
    assert costs[1] < 9 * costs[0] + 0.5


def test_deep_chain_has_no_recursion(nlp: Language) -> None:
    doc = chain(nlp, 5000)
    grammar = Grammar(tree_of(doc), {})
    assert grammar.subjects(4999) == []
    assert grammar.objects(4999) == []
    assert Fillers(doc).at(4999) is None
