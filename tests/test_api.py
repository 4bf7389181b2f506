"""extract() and extract_many(): one result per article, in order, the same however it is computed."""

from __future__ import annotations

import gc
import os
import signal
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import eventwire
from eventwire import Article, ArticleRecord
from eventwire.errors import ArticleError
from eventwire.schema import Event

SENTENCES = [
    "Two Iranian-made drones struck a fuel depot in Basra on Monday, killing at least three guards.",
    "“We shot down four missiles,” said Col. Adan Brenn, the army's spokesman.",
    "Thousands of teachers marched in Lima on April 20 to demand higher pay.",
    "The foreign ministry declined to call the raid an act of war.",
    "Gunmen abducted a priest near Jos; his driver escaped 🚗💨.",
    "Étienne’s unit — café au lait — held Kidal’s naïve garrison: e\u0301\u0301 combining.",
    "قال الجيش إن الهجوم فشل. \u202eThe army said the attack had failed.\u202c",
    "Rockets\x00 were\x1b fired\x07 from the north toward U.S. forces at the base.",
    "The 👨‍👩‍👧‍👦 family fled to Gaza City after Israel's strikes on 🇵🇸 Hamas.",
    "Talks in Geneva\r\n\r\nended   without\tagreement.\u2028Both sides blamed each other.",
]


def articles() -> list[Article | ArticleError]:
    found: list[Article | ArticleError] = [
        Article(id=f"a{i}", text=" ".join(SENTENCES[i % 10 :]), published="2024-04-23") for i in range(20)
    ]
    found.insert(3, Article(id="empty", text=""))
    found.insert(9, ArticleError("cannot be read", article_id="lost", code="unreadable"))
    return found


def shown(results: list[ArticleRecord | ArticleError]) -> list[object]:
    return [
        r.to_json() if isinstance(r, ArticleRecord) else (r.article_id, r.code, r.status) for r in results
    ]


def spans(record: ArticleRecord, text: str) -> list[tuple[str, str]]:
    """(words that the record gives, words that stand there) for every span of a record."""
    events: tuple[Event, ...] = record.events
    found = [(m.text, text[m.start : m.end]) for m in record.mentions]
    found += [(t.text, text[t.start : t.end]) for t in record.toponyms]
    for event in events:
        parts = [event.trigger, *event.mentions, *event.arguments, *event.quantities]
        found += [(part.text, text[part.start : part.end]) for part in parts]
        found += [("", "")] if all(span.end <= len(text) for span in event.evidence) else [("evidence", "")]
    for c in record.characterizations:
        found += [(part.text, text[part.start : part.end]) for part in (c.speaker, c.cue, c.content) if part]
        if c.label:
            found.append((c.label.term.lower(), text[c.label.start : c.label.end].lower()))
    return found


def test_one_result_per_article_in_order(nlp: Language) -> None:
    given = articles()
    results = list(eventwire.extract_many(given, nlp=nlp))
    names = [item.id if isinstance(item, Article) else item.article_id for item in given]
    assert [r.document.id if isinstance(r, ArticleRecord) else r.article_id for r in results] == names
    assert [(r.article_id, r.code) for r in results if isinstance(r, ArticleError)] == [
        ("empty", "empty"),
        ("lost", "unreadable"),
    ]


def test_records_are_the_same_in_any_order_and_for_any_number_of_processes(nlp: Language) -> None:
    first = shown(list(eventwire.extract_many(articles(), nlp=nlp)))
    assert shown(list(eventwire.extract_many(articles()[::-1], nlp=nlp)))[::-1] == first
    assert shown(list(eventwire.extract_many(articles(), nlp=nlp, processes=2))) == first


def test_extracting_is_lazy(nlp: Language) -> None:
    def endless() -> object:
        number = 0
        while True:
            number += 1
            yield Article(id=str(number), text=SENTENCES[0])

    found = eventwire.extract_many(endless(), nlp=nlp)  # type: ignore[arg-type]
    assert [next(found).document.id for _ in range(3)] == ["1", "2", "3"]  # type: ignore[union-attr]


@pytest.mark.parametrize("sentence", SENTENCES, ids=range(10))
def test_every_span_is_the_text_that_stands_there(nlp: Language, sentence: str) -> None:
    for text in (sentence, sentence * 3, "\ufeff" + sentence, sentence.replace(" ", " \u200f\u0301")):
        record = eventwire.extract(Article(id="a", text=text, published="2024-04-23", language="en"), nlp=nlp)
        for given_words, standing in spans(record, text):
            assert given_words == standing


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.sampled_from(SENTENCES), st.text(st.characters(exclude_categories=["Cs"]), max_size=30)),
        max_size=4,
    )
)
@example(["0qo0"])  # a recognized name that is punctuation to the tagger
def test_any_unicode_survives(nlp: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    article = Article(id="a", text=text, published="2024-04-23", language="en")
    (first,), (second,) = (list(eventwire.extract_many([article], nlp=nlp)) for _ in range(2))
    if isinstance(first, ArticleError):
        assert first.code in ("empty", "html")
        return
    assert isinstance(second, ArticleRecord)
    assert first == second
    assert ArticleRecord.model_validate_json(first.to_json()) == first
    for given_words, standing in spans(first, text):
        assert given_words == standing


def test_an_articles_own_date_wins(nlp: Language) -> None:
    own = Article(id="a", text="x", published="2024-04-23", published_source="metadata")
    none = Article(id="b", text="x")
    found = [r.document for r in eventwire.extract_many([own, none], published="2020-01-01", nlp=nlp)]  # type: ignore[union-attr]
    assert [(d.published, d.published_source) for d in found] == [
        ("2024-04-23", "metadata"),
        ("2020-01-01", "option"),
    ]


def test_extract_raises_for_what_is_not_computed(nlp: Language) -> None:
    with pytest.raises(ArticleError) as caught:
        eventwire.extract("", nlp=nlp)
    assert (caught.value.code, caught.value.status) == ("empty", "skipped")


class Trouble:
    """A component that fails, kills its process, or does nothing, as the text says."""

    def __call__(self, doc: Doc) -> Doc:
        if "explode" in doc.text:
            raise ValueError("exploded")
        if "kill" in doc.text:
            time.sleep(0.2)
            os.kill(os.getpid(), signal.SIGKILL)
        return doc


def test_an_error_in_one_article_does_not_end_the_run(nlp: Language) -> None:
    if not Language.has_factory("trouble"):
        Language.component("trouble", func=Trouble())
    other = eventwire.load()
    other.add_pipe("trouble")
    texts = ["The mayor spoke.", "Shells explode.", "The mayor spoke."]
    results = list(eventwire.extract_many(texts, nlp=other))
    assert [isinstance(r, ArticleRecord) for r in results] == [True, False, True]
    error = results[1]
    assert isinstance(error, ArticleError)
    assert (error.code, error.article_id, str(error)) == ("error", "text-2", "ValueError: exploded")
    assert isinstance(error.__cause__, ValueError)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_cycles_is_as_it_was_after_an_article(nlp: Language, enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        eventwire.extract("Rebels shelled the base.", nlp=nlp)
        assert gc.isenabled() is enabled
        with pytest.raises(ArticleError):
            eventwire.extract("", nlp=nlp)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
