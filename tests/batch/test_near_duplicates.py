"""Near-duplicates: found, linked to the first version, with bounded memory."""

from __future__ import annotations

import dataclasses
import random
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.article import Article
from eventwire.batch.near_duplicates import NearDuplicates, reuse_key, signature_of

WORDS = [
    "army",
    "base",
    "border",
    "claim",
    "coast",
    "convoy",
    "depot",
    "drone",
    "fire",
    "fuel",
    "guard",
    "hill",
    "mine",
    "port",
    "rocket",
    "ship",
    "shell",
    "town",
    "troop",
    "village",
]


def news(seed: int, words: int = 150) -> str:
    """Words that look like no other article's."""
    chosen = random.Random(seed)
    return " ".join(f"{chosen.choice(WORDS)}{chosen.randrange(40)}" for _ in range(words))


def similarity(one: str, other: str) -> float:
    """The exact share of common word triples."""

    def triples(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return set(zip(words, words[1:], words[2:], strict=False))

    a, b = triples(one), triples(other)
    return len(a & b) / len(a | b)


def test_copies_point_at_the_first_version() -> None:
    seen = NearDuplicates()
    assert seen.link("a", signature_of(news(1))) is None
    assert seen.link("other", signature_of(news(2))) is None
    for name, text in (("b", news(1)), ("c", news(1).upper()), ("d", news(1).replace(" ", ",\n"))):
        found = seen.link(name, signature_of(text))
        assert found is not None
        assert (found.id, found.similarity) == ("a", 1.0)
    assert len(seen) == 2


def test_an_update_points_at_the_version_it_changes_least() -> None:
    words = news(1, 300).split()
    versions = [words, ["twelve", *words[1:150], "new", *words[150:]], words[:60] + news(9, 200).split()]
    versions.append([*versions[1][:-1], "later"])
    texts = [" ".join(version) for version in versions]
    seen = NearDuplicates()
    first, second, third, fourth = (seen.link(str(i), signature_of(text)) for i, text in enumerate(texts))
    assert first is None
    assert third is None  # a common beginning is not the same story
    assert second is not None
    assert fourth is not None
    assert (second.id, fourth.id) == ("0", "1")
    assert second.similarity == pytest.approx(similarity(texts[0], texts[1]), abs=0.1)


@pytest.mark.parametrize("changed", [5, 15, 30])
def test_recall_and_estimate(changed: int) -> None:
    """Texts in which some of 300 words are exchanged, 40 pairs each: all found, on average with the right similarity."""
    errors = []
    for seed in range(40):
        words = news(seed, 300).split()
        other = list(words)
        for at in random.Random(seed).sample(range(300), changed):
            other[at] = "changed"
        exact = similarity(" ".join(words), " ".join(other))
        seen = NearDuplicates(threshold=0.4)
        seen.link("a", signature_of(" ".join(words)))
        found = seen.link("b", signature_of(" ".join(other)))
        assert found is not None, exact
        errors.append(found.similarity - exact)
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.18


def test_different_articles_are_not_linked() -> None:
    seen = NearDuplicates()
    assert [i for i in range(300) if seen.link(str(i), signature_of(news(i)))] == []


def test_short_texts_are_not_compared() -> None:
    assert signature_of("Two drones hit a depot, the army said.") is None
    seen = NearDuplicates()
    assert seen.link("a", None) is None
    assert len(seen) == 0


def test_memory_is_bounded_and_what_is_repeated_stays_known() -> None:
    seen = NearDuplicates(capacity=20)
    seen.link("first", signature_of(news(0)))
    for i in range(1, 200):
        seen.link(str(i), signature_of(news(i)))
        found = seen.link(f"copy-{i}", signature_of(news(0)))
        assert found is not None
        assert found.id == "first"
        assert len(seen) <= 20
    assert seen.link("late", signature_of(news(5))) is None  # long forgotten


def test_articles_of_an_earlier_run_are_known() -> None:
    seen = NearDuplicates()
    seen.add("yesterday", signature_of(news(1)))
    found = seen.link("today", signature_of(news(1)))
    assert found is not None
    assert found.id == "yesterday"


def test_a_signature_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="RMinHash state"):
        NearDuplicates().link("a", b"something else")


def test_signatures_are_the_same_in_another_process() -> None:
    text = news(3)
    code = f"from eventwire.batch.near_duplicates import signature_of; print(signature_of({text!r}).hex())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = signature_of(text)
    assert found is not None
    assert done.stdout.strip() == found.hex()


@given(st.text(max_size=300))
def test_any_text_has_a_signature_or_none(text: str) -> None:
    assert signature_of(text) == signature_of(text + " \n")


def test_a_result_is_reused_for_the_same_text_day_country_and_language_only() -> None:
    article = Article(
        id="a", text="words", published="2024-04-23", publisher_country="USA", title="T", path="p"
    )
    same = dataclasses.replace(article, id="b", title="U", publisher="P", url="u", path="q")
    assert reuse_key(article) == reuse_key(same)
    for change in (
        {"text": "words "},
        {"published": "2024-04-24"},
        {"published": None, "published_source": "none"},
        {"publisher_country": "GBR"},
        {"publisher_country": None},
        {"language": "en"},
    ):
        assert reuse_key(dataclasses.replace(article, **change)) != reuse_key(article)
