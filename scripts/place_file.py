"""The bytes of places.bin: rows of divisions and places, and postings from hashed names to them.

The file: the magic line, the length of the head in 8 digits, the head (JSON: arrays with type, count, offset), the arrays.
Rows are divisions first, then places. `key_*` are postings sorted by the 40-bit hash of the folded name: upper 32 bits, lower
8 bits, and `row * 2 + (1 where the name is an alternate one)`; within a key the most populous row first.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import numpy as np

from eventwire.lexicon.places import MAGIC, OTHER, key_hash
from eventwire.text.folding import fold, split

LONGEST = 6  # words of a name


def pack(rows: list[dict[str, Any]], divisions: int, sources: list[str]) -> bytes:
    """The rows as the file's bytes."""
    countries = sorted({row["country"] for row in rows})
    features = sorted({row["feature"] for row in rows})
    postings: dict[tuple[int, int], int] = {}
    for i, row in enumerate(rows):
        for name, other in row["names"]:
            if not name or len(split(name)) > LONGEST:
                continue
            key = fold(unicodedata.normalize("NFC", name))
            if len(key) < 2 or (other and len(key) < 3):
                continue
            place = (key_hash(key), i)
            postings[place] = min(postings.get(place, OTHER), other)
    ordered = sorted(
        postings.items(), key=lambda item: (item[0][0], -rows[item[0][1]]["population"], item[0][1])
    )
    names = [row["name"].encode() for row in rows]
    name_at = np.cumsum([0, *(len(name) for name in names)])
    arrays = {
        "key_high": np.array([key >> 8 for (key, _), _ in ordered], dtype="<u4"),
        "key_row": np.array([row * 2 + other for (_, row), other in ordered], dtype="<u4"),
        "id": np.array([row["id"] for row in rows], dtype="<u4"),
        "population": np.array([row["population"] for row in rows], dtype="<u4"),
        "latitude": np.array([round(row["point"][0] * 1e5) for row in rows], dtype="<i4"),
        "longitude": np.array([round(row["point"][1] * 1e5) for row in rows], dtype="<i4"),
        "name_at": name_at.astype("<u4"),
        "admin2": np.array([row["admin2"] for row in rows], dtype="<u2"),
        "admin1": np.array([row["admin1"] for row in rows], dtype="<u2"),
        "country": np.array([countries.index(row["country"]) for row in rows], dtype="<u2"),
        "feature": np.array([features.index(row["feature"]) for row in rows], dtype="<u1"),
        "key_low": np.array([key & 255 for (key, _), _ in ordered], dtype="<u1"),
        "names": np.frombuffer(b"".join(names), dtype="<u1"),
    }
    head: dict[str, Any] = {"sources": sources, "features": features, "countries": countries}
    head |= {"divisions": divisions, "arrays": {}}
    body = b""
    chunks, offset = [], 0
    for name, array in arrays.items():
        raw = array.tobytes()
        head["arrays"][name] = {"type": array.dtype.str, "count": len(array), "offset": offset}
        raw += b"\0" * (-len(raw) % 8)
        chunks.append(raw)
        offset += len(raw)
    body = b"".join(chunks)
    text = json.dumps(head, ensure_ascii=False).encode()
    text += b" " * (-(len(MAGIC) + 8 + len(text)) % 8)
    return MAGIC + b"%08d" % len(text) + text + body
