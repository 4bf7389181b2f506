"""The trained pipeline's lemmatizer, by look-up: its own rules and its own answers, in less time.

A lemma depends on the word, its part of speech and its morphology alone, and spaCy works it out anew for every token in base form.
"""

from __future__ import annotations

from typing import Any

from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.errors import Errors
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc

_LARGEST = 200_000  # words remembered at most; then the table begins anew, so that a long run does not grow


class LemmaTable(EnglishLemmatizer):
    """spaCy's English `lemmatizer` with a memory; its rules and its serialisation are inherited.

    Reads: words, `token.pos`, `token.morph`. Writes: `token.lemma`, where there is none yet.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._lemmas: dict[tuple[int, int, int], str] = {}

    @classmethod
    def of(cls, own: EnglishLemmatizer) -> LemmaTable:
        """A component with the tables of `own`."""
        table = cls(own.vocab, own.model, own.name, mode=own.mode, overwrite=own.overwrite, scorer=own.scorer)
        table.lookups = own.lookups
        return table

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of one Doc's tokens."""
        if not self._validated:
            self._validate_tables(Errors.E1004)
        if len(self._lemmas) > _LARGEST:
            self._lemmas.clear()
            self.cache.clear()
        try:
            known, add = self._lemmas, self.vocab.strings.add
            # Numbers of strings are looked up for each Doc: a string may be gone with the memory zone of another.
            here: dict[tuple[int, int, int], int] = {}
            for token, (word, pos, morph, lemma) in zip(
                doc, doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist(), strict=True
            ):
                if lemma and not self.overwrite:
                    continue
                key = (word, pos, morph)
                if key not in here:
                    if key not in known:
                        known[key] = self.lemmatize(token)[0]
                    here[key] = add(known[key])
                token.lemma = here[key]
        except Exception as err:
            self.get_error_handler()(self.name, self, [doc], err)
        return doc
