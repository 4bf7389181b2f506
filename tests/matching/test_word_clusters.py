"""Word clusters: look-up, the file, and what the shipped one knows."""

from __future__ import annotations

import pytest

from eventwire.errors import ModelDataError
from eventwire.matching.word_clusters import CLUSTERS, WordClusters, clusters_from_bytes
from eventwire.resources import DEFAULT_MODEL, model_path

SMALL = WordClusters({"raid": 0, "raids": 1, "ambush": 0, "fire": 1}, (5, 2))


def test_lemma_then_word_then_last_part() -> None:
    assert SMALL.of("ambush") == ("f0", "c5")
    assert SMALL.of("Ambush") == ("f0", "c5")
    assert SMALL.of("ambushing", "raids") == ("f1", "c2")
    assert SMALL.of("counter-fire") == ("f1", "c2")
    assert SMALL.of("zzz") == ("", "")


def test_file_is_read_as_written() -> None:
    assert clusters_from_bytes(SMALL.to_bytes(), path="x") == SMALL


@pytest.mark.parametrize("data", [b"", b"PK", WordClusters({"a": 3}, (0,)).to_bytes()])
def test_bad_file_is_named(data: bytes) -> None:
    with pytest.raises(ModelDataError, match=r"here\.npz"):
        clusters_from_bytes(data, path="here.npz")


def test_shipped_clusters_know_like_words() -> None:
    shipped = clusters_from_bytes((model_path(DEFAULT_MODEL) / CLUSTERS).read_bytes(), path=CLUSTERS)
    assert len(shipped.fine) == 50_000
    for a, b in [("besiege", "encircle"), ("howitzer", "mortar"), ("gunman", "assailant")]:
        assert shipped.of(a)[1] == shipped.of(b)[1] != ""
