"""Ids of new parts of a record, and names of files for articles."""

from __future__ import annotations

import hashlib
import re

_LONGEST = 100  # characters of a file name; the rest of an id is in its hash
# names that Windows keeps for devices, whatever their suffix
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


class NewIds:
    """Ids for what an annotator added: the same for the same article, place and label, and none that is taken."""

    def __init__(self, document_id: str, taken: set[str]) -> None:
        self._document = document_id
        self._taken = set(taken)

    def new(self, prefix: str, *parts: object) -> str:
        """An id that begins with `prefix` and was not given out before."""
        count = 0
        while True:
            key = "\0".join(map(str, (self._document, prefix, *parts, count)))
            found = prefix + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            if found not in self._taken:
                self._taken.add(found)
                return found
            count += 1


def file_stem(document_id: str) -> str:
    """A file name without suffix for an article: its id where that is a plain name, else a readable part of it and its hash.

    The name has no separators, no leading dot, at most 120 characters, and differs for different ids also where file names
    ignore case; an id can lead to no other folder.
    """
    readable = re.sub(r"[^A-Za-z0-9._-]+", "_", document_id)[:_LONGEST].strip("._-") or "article"
    if readable == document_id and readable == readable.lower() and not _DEVICES.match(readable):
        return readable
    digest = hashlib.sha256(document_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{readable}-{digest}"
