"""Fitting who fills a role: every candidate is judged by itself, and whoever fills one is weighed against all who do not."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from eventwire.training.choice import Doubles, Loss, exponential, grouped


@dataclass(frozen=True)
class Filling:
    """Whose role is asked for, and who has which.

    Two things are made probable at once. Each candidate with a label has it, as in a multinomial logistic regression. And of each role of an
    event everybody who fills it, by any of his candidates, is right rather than nobody or any of those who don't fill it; those who
    share a role don't compete for it.

    Attributes:
        events: for each candidate its event. who: for each candidate who it is, alike for all of one entity. roles: for each candidate
            the roles that this one fills in the event. nothing: the label of a candidate that fills none.
    """

    events: Sequence[Hashable]
    who: Sequence[Hashable]
    roles: Sequence[Collection[str]]
    nothing: str

    def only(self, rows: Sequence[int]) -> Filling:
        """That of some candidates."""
        of = [[part[i] for i in rows] for part in (self.events, self.who)]
        return Filling(of[0], of[1], [self.roles[i] for i in rows], self.nothing)

    def loss(self, labels: Sequence[str | None], real: Sequence[str]) -> Loss:
        """The sum of the negative logarithms of what is right; a candidate without a label is not judged by itself."""
        order, event, first = grouped(self.events)
        parties: dict[tuple[int, Hashable], int] = {}
        party = np.array(
            [
                parties.setdefault((e, self.who[i]), len(parties))
                for e, i in zip(event.tolist(), order.tolist(), strict=True)
            ]
        )
        event_of = np.array([e for e, _ in parties])
        fills = np.array([[name in self.roles[i] for name in real] for i in order.tolist()])
        column = {name: k for k, name in enumerate(real)}
        labelled = np.array([labels[i] is not None for i in order.tolist()])
        told = [
            (row, column[label]) for row, i in enumerate(order.tolist()) if (label := labels[i]) in column
        ]
        own = np.array(told, dtype=int).reshape(-1, 2).T
        filling = np.zeros((len(parties), len(real)), dtype=bool)
        filling[party] |= fills
        open_ = np.array(
            [np.bincount(event_of[filling[:, k]], minlength=len(first)) == 0 for k in range(len(real))]
        )

        def alone(scores: Doubles) -> tuple[float, Doubles]:
            most = np.maximum(scores.max(axis=1), 0.0)
            weighed = np.exp(scores - most[:, None])
            whole = np.exp(-most) + weighed.sum(axis=1)
            apart = weighed / whole[:, None] * labelled[:, None]
            apart[own[0], own[1]] -= 1.0
            return float((most + np.log(whole))[labelled].sum() - scores[own[0], own[1]].sum()), apart

        def against(k: int, scores: Doubles) -> tuple[float, Doubles]:
            most = np.maximum(np.maximum.reduceat(scores, first), 0.0)
            weighed, nothing = exponential(scores - most[event]), exponential(-most)
            others = nothing + np.add.reduceat(np.where(fills[:, k], 0.0, weighed), first)
            hits = np.bincount(party, np.where(fills[:, k], weighed, 0.0), minlength=len(parties))
            right = filling[:, k]
            whole = hits + others[event_of]
            value = float(np.log(whole[right] / hits[right]).sum() + np.log(others / nothing)[open_[k]].sum())
            share = np.bincount(event_of[right], 1 / whole[right], minlength=len(first)) + open_[k] / others
            mine = fills[:, k]
            safe = np.where(right, hits, 1.0)
            apart = np.where(mine, 1 / whole[party] - 1 / safe[party], share[event])
            return value, weighed * apart

        def loss(scores: Doubles) -> tuple[float, Doubles]:
            ordered = scores[order]
            value, apart = alone(ordered)
            for k in range(len(real)):
                more, slope = against(k, ordered[:, k])
                value += more
                apart[:, k] += slope
            found = np.empty_like(scores)
            found[order] = apart
            return value, found

        return loss
