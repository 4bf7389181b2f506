"""Place names folded to keys under which their spellings meet."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "ŋ": "n",
    }
)
# Short forms at the beginning of a name, and the whole word they stand for.
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
# Arabic articles, as they are assimilated and transcribed; closed class.
ARTICLES = frozenset(
    (
        "al",
        "el",
        "ad",
        "ed",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "az",
        "ez",
        "an",
        "en",
        "il",
        "l",
    )
)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word without case, accents and anything but letters and digits ("Mīrānshāh" → "miranshah")."""
    if word.isascii():
        plain = word.lower()
    else:
        marks = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        plain = "".join(c for c in marks if not unicodedata.combining(c)).translate(_LETTERS)
    return plain if plain.isalnum() else "".join(c for c in plain if c.isalnum())


def fold(name: str) -> str:
    """The key of a place name: folded words without the spaces between them.

    "Deir ez-Zor", "Deir Ezzor" and "DEIR EZ ZOR" have one key; "St. Louis" has that of "Saint Louis".

    Args:
        name: a name as printed.

    Returns:
        Lower-case letters and digits; "" where the name has none.
    """
    return join([fold_word(word) for word in split(name)])


def split(name: str) -> list[str]:
    """The words of a name: white space and hyphens part them."""
    for mark in "-–—‐‑/":
        name = name.replace(mark, " ")
    return name.split()


def join(words: list[str]) -> str:
    """The key of words that are folded already; short forms at the beginning are written out."""
    if len(words) > 1 and words[0] in _SHORT:
        return _SHORT[words[0]] + "".join(words[1:])
    return "".join(words)


def without_article(words: list[str]) -> list[str]:
    """Folded words without a leading Arabic article ("al Hasakah" → "Hasakah"); the same list where there is none."""
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words
