"""Which triggers of an article are the same event, as a linear scorer weighs it."""

from __future__ import annotations

from collections.abc import Iterator

from eventwire.matching.acts import Act, Group
from eventwire.matching.identity import RULED, SAME, SAME_WORD, can_be_one, features
from eventwire.matching.linear import Linear
from eventwire.matching.merging import Merger, before, in_text_order

# Probabilities that differ by no more are alike: of two events that "the incident" may be, it is the one told of last.
_ALIKE = 0.05


class ScoredMerger:
    """Groups acts into events, one act after the other: each joins the event that it most probably is, or begins one.

    Args:
        rules: what they would do is one of the features. model: classes `same` and `other`; its `settings` have the least
            probabilities at which an act joins the event that the rules would join it to (`keep`), and another (`add`).
    """

    def __init__(self, rules: Merger, model: Linear) -> None:
        self.rules = rules
        self._model = model
        self._same = model.classes.index(SAME)
        self._keep = float(model.settings["keep"])
        self._add = float(model.settings["add"])

    def merge(self, acts: list[Act]) -> list[list[Act]]:
        """Acts of one event together; events in the order of their first act.

        Args:
            acts: in text order.
        """
        groups: list[Group] = []
        for act in acts:
            found = next((g for g in before(act, groups) if any(a.id in act.asked for a in g.recent)), None)
            if found is None:
                found = self._joined(act, list(candidates(act, groups, self.rules)))
            if found is None:
                groups.append(Group([act]))
            else:
                found.acts.append(act)
        return in_text_order(groups)

    def _joined(self, act: Act, options: list[tuple[Group, list[str]]]) -> Group | None:
        if not options:
            return None
        told = self._model.probabilities([row for _, row in options])[:, self._same]
        best = int(told.argmax())
        takes_up = act.refers is not None and act.form == "the"  # "the incident"
        if takes_up and not act.plural:
            alike = [i for i, p in enumerate(told.tolist()) if p >= told[best] - _ALIKE]
            best = max(alike, key=lambda i: options[i][0].last.head)
        ruled = next((i for i, (_, row) in enumerate(options) if RULED in row), None)
        if (
            ruled is not None
            and act.form == "the"
            and _repeats(options[ruled])
            and not _repeats(options[best])
        ):
            best = ruled  # "the rocket fire" takes up what "were fired" told, however much is told of another attack
        # It is one told before: the question is which, not whether.
        least = self._keep if takes_up else self._add
        if told[best] >= least:
            return options[best][0]
        # What somebody calls an event is no new one ("described it as a raid"): there the rules know which, and gold has few examples.
        keep = 0.0 if act.label else self._keep
        return options[ruled][0] if ruled is not None and told[ruled] >= keep else None


def _repeats(option: tuple[Group, list[str]]) -> bool:
    """Whether an act has its word from the event told before."""
    return SAME_WORD in option[1]


def candidates(act: Act, groups: list[Group], rules: Merger) -> Iterator[tuple[Group, list[str]]]:
    """The events told before that an act could belong to, each with its features."""
    told = [(group, rules.anaphors.refers(act, group)) for group in before(act, groups)]
    options = [(group, refers) for group, refers in told if can_be_one(act, group, refers=refers)]
    open_ = [group for group, _ in options]
    if not open_:
        return
    ruled = rules.joined(act, open_)
    most = max(len(group.acts) for group in open_)
    newest = max(open_, key=lambda group: group.last.head)
    for group, refers in options:
        yield (
            group,
            features(
                act,
                group,
                refers=refers,
                rivals=len(open_) - 1,
                latest=group is newest,
                first=group is open_[0],
                ruled=group is ruled,
                largest=len(group.acts) == most,
            ),
        )
