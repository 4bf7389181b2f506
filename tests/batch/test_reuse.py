"""The record of an article whose text, day and country another one has: the very record that computing it would give."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from spacy.language import Language

import eventwire
from eventwire.article import Article
from eventwire.batch.reuse import Reuse
from eventwire.extraction import Extraction
from eventwire.intake import admit
from eventwire.readers import read
from eventwire.records import record_again
from eventwire.schema import Issue
from eventwire.sinks.entry import Entry

CORPUS = Path(__file__).parents[2] / "corpus"


def test_it_is_the_record_that_would_be_computed(nlp: Language, entries: list[Entry]) -> None:
    known = {entry.record.document.id: entry.record for entry in entries}
    articles = [item for item in read([CORPUS / "dev"], published="2024-04-23") if isinstance(item, Article)]
    assert sum(len(known[article.id].characterizations) for article in articles[:8]) > 10
    for article in articles[:8]:
        issue = Issue(code="metadata", message="other")
        other = dataclasses.replace(
            article, id=f"copy/{article.id}", path="b.txt", title="Other", url="u", issues=(issue,)
        )
        record = known[article.id]
        found = record_again(record, admit(other), record.document.versions)
        assert found == eventwire.extract(other, nlp=nlp)
        assert found.document.issues == (issue,)


def test_results_are_remembered_for_as_long_as_there_is_room(nlp: Language) -> None:
    calls: list[str] = []

    class Counting(Extraction):
        def __call__(self, item):  # type: ignore[no-untyped-def]
            calls.append(item.id)
            return super().__call__(item)

    first, second, other = (
        Article(id=name, text=text)
        for name, text in (
            ("a", "Rebels shelled the port."),
            ("b", "Rebels shelled the port."),
            ("c", "Other."),
        )
    )
    reuse = Reuse(Counting(nlp))
    found = [reuse(item) for item in (first, second, other, first)]
    assert [reused for _, reused in found] == [False, True, False, True]
    assert calls == ["a", "c"]
    assert found[0][0] == found[3][0]
    forgetful = Reuse(Counting(nlp), kept=1)
    assert [forgetful(item)[1] for item in (first, second)] == [False, False]
