"""Linear models over named features: sparse, a few hundred kilobytes, and readable, so that every decision can say what spoke for it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eventwire.errors import ModelDataError
from eventwire.matching.feature_table import UNKNOWN, FeatureTable
from eventwire.matching.nearness import NEAR, Nearness, shown
from eventwire.matching.word_vectors import VECTORS, WordVectors

Floats = NDArray[np.float32]
_FEW = 400  # features that a dictionary looks up faster than a table
_LEAST = 1e-6  # probability; keeps an outcome that one example excludes in the running


def together(rows: Floats) -> Floats:
    """One row for examples that surely have the same outcome: the geometric mean of their probabilities, which need not sum to 1."""
    mean: Floats = np.exp(np.log(rows + _LEAST).mean(axis=0))
    return mean


@dataclass(frozen=True)
class Linear:
    """A multinomial logistic regression.

    Attributes:
        classes: names of the outcomes. index: feature → row of `weights`. weights: features × classes.
        bias: one per class. settings: what else its maker stored beside it (thresholds, how it was trained); JSON values.
        near: what words weigh by their vectors, for features of the form "slot≈word"; None where no feature is of that form.
    """

    classes: tuple[str, ...]
    index: Mapping[str, int]
    weights: Floats
    bias: Floats
    settings: Mapping[str, Any]
    near: Nearness | None = None

    @cached_property
    def _table(self) -> FeatureTable:
        return FeatureTable(self.index)

    def probabilities(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Rows × classes, each row summing to 1.

        Args:
            rows: the features of each candidate, those of the form "slot≈word" last; unknown ones count nothing, one that stands
                there twice counts twice.
        """
        scores = np.tile(self.bias, (len(rows), 1))
        names = list(chain.from_iterable(rows))
        if len(names) < _FEW:
            self._add_each(scores, rows)
        else:
            self._add_all(scores, rows, names)
        if self.near is not None:
            scores += self.near.scores(rows)
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        return raised / raised.sum(axis=1, keepdims=True)

    def _add_each(self, scores: Floats, rows: Sequence[Sequence[str]]) -> None:
        """Row by row, which for the few that an act has to choose from takes two thirds of the time."""
        for row, total in zip(rows, scores, strict=True):
            found = [self.index[name] for name in row if name in self.index]
            if found:
                total += np.add.reduce(self.weights.take(found, axis=0), axis=0)

    def _add_all(self, scores: Floats, rows: Sequence[Sequence[str]], names: list[str]) -> None:
        found = self._table.rows(names)
        known = found != UNKNOWN
        numbers = np.repeat(np.arange(len(rows)), [len(row) for row in rows])[known]
        counts = np.bincount(numbers, minlength=len(rows))
        filled = np.flatnonzero(counts)  # rows with a known feature
        if len(filled):
            begins = np.cumsum(counts[filled]) - counts[filled]
            scores[filled] += np.add.reduceat(self.weights.take(found[known], axis=0), begins, axis=0)

    def by_group(self, groups: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, Floats]:
        """Group → probabilities of its rows, all asked at once: one group at a time takes a fifth longer.

        Args:
            groups: name → rows, as for `probabilities`; a group may be empty.
        """
        told = self.probabilities([row for rows in groups.values() for row in rows])
        ends = np.cumsum([len(rows) for rows in groups.values()])
        return dict(zip(groups, np.split(told, ends[:-1]), strict=True)) if groups else {}

    def reasons(self, row: Iterable[str], outcome: str, *, most: int = 5) -> list[tuple[str, float]]:
        """The features that weigh most for or against an outcome, against the mean of all outcomes; strongest first."""
        column = self.classes.index(outcome)
        weighed = []
        for name in dict.fromkeys(row):
            if name in self.index:
                own = self.weights[self.index[name]]
            elif self.near is not None and NEAR in name:
                own = self.near.weights(name)
            else:
                own = None
            if own is not None and own.any():
                weighed.append((shown(name), float(own[column] - own.mean())))
        return sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]

    def to_bytes(self) -> bytes:
        """An npz archive without pickles and without dates: the same model gives the same bytes."""
        names = sorted(self.index, key=self.index.__getitem__)
        head: dict[str, Any] = {"classes": self.classes, "settings": self.settings}
        parts = {
            "features": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
            "weights": self.weights.astype(np.float16),
            "bias": self.bias.astype(np.float32),
        }
        if self.near is not None:
            head["slots"] = list(self.near.slots)
            parts["near"] = np.stack(list(self.near.slots.values())).astype(np.float16)
        parts["head"] = np.frombuffer(json.dumps(head, sort_keys=True).encode(), dtype=np.uint8)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                held = io.BytesIO()
                np.lib.format.write_array(held, np.asarray(part), allow_pickle=False)
                archive.writestr(entry, held.getvalue())
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, *, path: str, vectors: WordVectors | None = None) -> Linear:
        """The inverse of `to_bytes`.

        Args:
            vectors: of words, for a model that weighs them.

        Raises:
            ModelDataError: for anything else, naming `path`.
        """
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as parts:
                head = json.loads(parts["head"].tobytes())
                text = parts["features"].tobytes().decode()
                names = text.split("\n") if text else []
                weights = parts["weights"].astype(np.float32)
                bias = parts["bias"].astype(np.float32)
                near = parts["near"].astype(np.float32) if "slots" in head else None
            classes = tuple(map(str, head["classes"]))
        except Exception as err:
            raise ModelDataError(f"is no linear model: {err!r}", path=path) from err
        if weights.shape != (len(names), len(classes)) or bias.shape != (len(classes),):
            raise ModelDataError(
                f"weights of shape {weights.shape} for {len(names)} features and {len(classes)} classes",
                path=path,
            )
        return cls(
            classes,
            dict(zip(names, range(len(names)), strict=True)),
            weights,
            bias,
            head["settings"],
            None if near is None else _nearness(head["slots"], near, vectors, classes, path),
        )


def _nearness(
    slots: Sequence[str], near: Floats, vectors: WordVectors | None, classes: tuple[str, ...], path: str
) -> Nearness:
    if vectors is None:
        raise ModelDataError(f"weighs words by their vectors, and there is no {VECTORS}", path=path)
    expected = (len(slots), vectors.dimensions, len(classes))
    if near.shape != expected:
        raise ModelDataError(
            f"weights of shape {near.shape} for words' vectors, expected {expected}", path=path
        )
    return Nearness(vectors, dict(zip(map(str, slots), near, strict=True)))
