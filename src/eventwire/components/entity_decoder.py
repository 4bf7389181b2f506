"""The trained named-entity recognizer, decoded for all words at once: its own weights and its own answers, in less time.

spaCy decodes greedily, word by word, and asks each of some seventy actions whether it may come next. Outside of an entity the
scores of the actions depend on the word alone, so they are one matrix product for the whole Doc; only the words of an entity
that has begun have to be taken one after the other.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps

from eventwire.components.stand_in import StandIn

Entities = list[tuple[int, int, str]]  # tokens, half-open, and the label
_CONTEXTS = (
    3,
    6,
)  # spaCy's two sets of feature words: this one, first and last of the entity; or its first five words


class EntityDecoder(StandIn, EntityRecognizer):  # type: ignore[misc]  # compiled, so without types
    """spaCy's `ner` with another way of decoding; everything else, training and serialisation included, is inherited.

    Reads: the words, `token.is_sent_start`. Writes: `doc.ents`, as the recognizer that it stands for.

    A Doc with entities that were set before, a beam, or a network of another shape is left to spaCy's own decoding.
    """

    settings = (
        "update_with_oracle_cut_size",
        "beam_width",
        "beam_density",
        "beam_update_prob",
        "incorrect_spans_key",
    )

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one Doc."""
        if not len(doc) or not self._is_plain() or doc.to_array([ENT_IOB]).any():
            return super().__call__(doc)
        try:
            found = [Span(doc, start, end, label=label) for start, end, label in self._decode(doc)]
            doc.set_ents(found, default="outside")
        except Exception as err:
            self.get_error_handler()(self.name, self, [doc], err)
        return doc

    def _is_plain(self) -> bool:
        model = self.model
        return (
            self.cfg["beam_width"] == 1
            and isinstance(model.ops, NumpyOps)
            and bool(model.attrs["has_upper"])
            and not model.attrs["unseen_classes"]
            and model.get_ref("lower").get_dim("nF") in _CONTEXTS
        )

    def _decode(self, doc: Doc) -> Entities:
        scores = _Scores(self.model, doc)
        moves = [self.moves.get_class_name(i).partition("-") for i in range(self.moves.n_moves)]
        kinds = np.array([kind for kind, _, _ in moves])
        blocked = np.array(
            [kind == "U" and not label for kind, _, label in moves]
        )  # only for preset entities
        is_space, starts = doc.to_array([IS_SPACE, SENT_START]).T
        # No entity may cross into a new sentence, nor into what follows the last word.
        closed = np.append(starts[1:] == 1, True)
        free = scores.outside()
        free[:, np.isin(kinds, ("I", "L", "M")) | blocked] = -np.inf
        free[np.ix_(closed | (is_space == 1), kinds == "B")] = -np.inf
        free[np.ix_(is_space == 1, kinds == "U")] = -np.inf
        best = free.argmax(axis=1).tolist()
        inner = {label: i for i, (kind, _, label) in enumerate(moves) if kind == "I"}
        last = {label: i for i, (kind, _, label) in enumerate(moves) if kind == "L"}
        found: Entities = []
        end = 0
        for start in np.flatnonzero(np.isin(kinds, ("B", "U"))[best]).tolist():
            if start < end:
                continue
            kind, _, label = moves[best[start]]
            end = start + 1
            if kind == "B":
                pair = [inner[label], last[label]]
                while not closed[end]:
                    goes_on, ends = scores.inside(start, end)[pair]
                    # Of equal scores spaCy takes the action that stands first.
                    if ends > goes_on or (ends == goes_on and last[label] < inner[label]):
                        break
                    end += 1
                end += 1
            found.append((start, end, label))
        return found


class _Scores:
    """Scores of all actions for states of one Doc, from the layers of spaCy's transition model."""

    def __init__(self, model: Any, doc: Doc) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        words = model.get_ref("tok2vec").predict([doc])
        weights = lower.get_param("W")  # features × hidden × pieces × width
        self._shape = weights.shape[1:3]
        flat = weights.reshape(-1, weights.shape[3])
        self._features = model.ops.gemm(words, flat, trans2=True).reshape(len(words), len(weights), -1)
        self._absent = lower.get_param("pad").reshape(len(weights), -1)
        self._bias = lower.get_param("b").ravel()
        self._out, self._out_bias = upper.get_param("W").T, upper.get_param("b")

    def outside(self) -> NDArray[np.float32]:
        """Words × actions, where no entity is open."""
        total = self._features[:, 0] + self._absent[1:].sum(axis=0)
        return self._score(total)

    def inside(self, start: int, i: int) -> NDArray[np.float32]:
        """Actions at word `i` of an entity that began at word `start`."""
        context = [i, start, i - 1] if len(self._absent) == 3 else [i, *range(start, min(i, start + 5))]
        total = self._features[context, range(len(context))].sum(axis=0)
        total += self._absent[len(context) :].sum(axis=0)
        return cast("NDArray[np.float32]", self._score(total[None])[0])

    def _score(self, total: NDArray[np.float32]) -> Any:
        hidden = (total + self._bias).reshape(len(total), *self._shape).max(axis=2)
        return hidden @ self._out + self._out_bias
