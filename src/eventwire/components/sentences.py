"""Sentence starts that the layout fixes: a blank line, or a line break after the end of a sentence, ends it for the parser."""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

_ENDS = frozenset(".!?:\"'”’)]…-—")


@Language.factory("eventwire_sentences", assigns=["token.is_sent_start"], default_config={})
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The factory that spaCy calls; it has no settings."""
    return Sentences()


class Sentences:
    """Presets sentence starts, which the parser then respects.

    Reads: the tokens. Writes: `token.is_sent_start` after paragraph breaks (all others stay open to the parser).
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token after each paragraph break."""
        starts = doc.to_array([SENT_START]).tolist()
        broken = False
        last = ""
        for token in doc:
            if token.is_space:
                text = token.text
                breaks = text.count("\n") or text.count("\r")
                broken = broken or breaks > 1 or (breaks == 1 and last in _ENDS)
                continue
            if broken and token.i:
                starts[token.i] = 1
            broken = False
            last = token.text[-1]
        # One call for all of them: each token's own setter looks through the whole Doc first.
        if starts:
            doc.from_array([SENT_START], np.array(starts, dtype="uint64"))  # type: ignore[arg-type]  # one column is 1-d
        return doc
