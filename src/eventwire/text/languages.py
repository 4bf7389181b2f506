"""Which language a text is in: the only import of py3langid."""

from __future__ import annotations

from functools import lru_cache

LEAST_LETTERS = 200
SAMPLE = 2_000  # characters that are looked at
CLEAR = 0.9  # probability from which a verdict counts

# Function words that stand in nearly every English sentence; a text with enough of them needs no detector.
_ENGLISH = frozenset(("the", "of", "and", "to", "in", "a", "was", "were", "that", "by", "on", "said", "has"))
_ENOUGH = 0.15


def language_of(text: str) -> str:
    """The language of a text, by its first 2,000 characters.

    A text with fewer than 200 letters, or one that the detector is not sure about, counts as English.

    Returns:
        An ISO 639 code, `"en"` for English.
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return "en"
    words = sample.lower().split()
    if sum(word in _ENGLISH for word in words) >= _ENOUGH * len(words):
        return "en"
    language, probability = _detector().classify(sample)
    return str(language) if probability >= CLEAR else "en"


@lru_cache(maxsize=1)
def _detector():  # type: ignore[no-untyped-def]  # py3langid has no type information
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.6 s: only a text in doubt pays for it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
