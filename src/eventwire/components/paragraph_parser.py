"""The trained parser, taking the parts of a Doc whose sentences are known to end together: its own weights, in two thirds of the time.

spaCy parses the Docs of a batch step by step beside each other, and a step of twenty takes hardly longer than a step of one. A
batch of articles would make the result of one depend on its neighbours; the paragraphs of one article do not.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD, ORTH, SENT_START, SPACY
from spacy.pipeline import DependencyParser
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc

from eventwire.components.stand_in import StandIn

_OPEN, _START = 0, 1  # what a token's sentence start may be: left to the parser, or set before


class ParagraphParser(StandIn, DependencyParser):  # type: ignore[misc]  # compiled, so without types
    """spaCy's `parser`, part by part; everything else, training and serialisation included, is inherited.

    Reads: `doc.tensor`, `token.is_sent_start`. Writes: heads, dependencies and sentence starts, as the parser that it stands for.

    A part ends where a sentence start was set before. The parser may not join what stands on both sides, but it looks at the next two words
    before it decides: of 33,400 words in news 10 get another head. A Doc in one part, one with words that may not begin a sentence, a
    parser with vectors of its own and one that merges words are left to spaCy.
    """

    settings = (
        "update_with_oracle_cut_size",
        "min_action_freq",
        "learn_tokens",
        "beam_width",
        "beam_density",
        "beam_update_prob",
        "incorrect_spans_key",
    )

    def __call__(self, doc: Doc) -> Doc:
        """Set the heads and dependencies of one Doc."""
        starts = doc.to_array([SENT_START])
        cuts = [i for i in np.flatnonzero(starts == _START).tolist() if i]
        if not cuts or not np.isin(starts, (_OPEN, _START)).all() or not self._is_plain():
            return super().__call__(doc)
        try:
            parts = _parts(doc, cuts)
            self.set_annotations(parts, self.predict(parts))
            doc.from_array([HEAD, DEP], np.concatenate([part.to_array([HEAD, DEP]) for part in parts]))  # type: ignore[arg-type]
        except Exception as err:
            self.get_error_handler()(self.name, self, [doc], err)
        return doc

    def _is_plain(self) -> bool:
        """Whether the words' vectors come from a component before it, by `doc.tensor`, and words stay as they are."""
        layers = self.model.get_ref("tok2vec").walk()
        return not self.cfg["learn_tokens"] and any(isinstance(layer, Tok2VecListener) for layer in layers)


def _parts(doc: Doc, cuts: list[int]) -> list[Doc]:
    """Docs of the words between the cuts, with their vectors."""
    words, spaces = doc.to_array([ORTH, SPACY]).T.tolist()
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(doc)], strict=True):
        part = Doc(doc.vocab, words=words[start:end], spaces=[bool(s) for s in spaces[start:end]])
        part.tensor = doc.tensor[start:end]
        found.append(part)
    return found
