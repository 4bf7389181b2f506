"""Who fills which role, as a linear scorer weighs it: what the rules filled is evidence among other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.layers import ArgumentValue
from eventwire.lexicon.frames import RoleLine
from eventwire.matching.linear import Floats, Linear
from eventwire.matching.role_candidates import Candidate, CandidateFinder

NONE = "none"
RULE = "model/roles"
# Where it is less probable that what the rules gave a role fills none, only the role is in doubt, and the rules' word counts.
_NOTHING = 0.2


@dataclass(frozen=True)
class Thresholds:
    """What it takes to fill a role, as probabilities in [0, 1].

    Attributes:
        keep: role → the least at which it stays filled as the rules filled it.
        add: role → the least at which it is filled by what the rules left, or gave another role.
    """

    keep: Mapping[str, float]
    add: Mapping[str, float]

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> Thresholds:
        """Those of a model's settings; one number for `keep` is that of every role."""
        keep, add = settings["keep"], dict(settings["add"])
        return cls(dict(keep) if isinstance(keep, Mapping) else dict.fromkeys(add, float(keep)), add)

    def chosen(self, classes: tuple[str, ...], row: Floats, ruled: frozenset[str]) -> list[str]:
        """The roles of one candidate.

        Args:
            classes: of the model. row: their probabilities. ruled: the roles that the rules gave it.
        """
        of = dict(zip(classes, row.tolist(), strict=True))
        nothing = of.pop(NONE, 0.0)
        kept = (
            sorted(role for role in ruled if of.get(role, 0.0) >= self.keep.get(role, 1.0)) if ruled else []
        )
        if kept:
            return kept
        role = max(of, key=of.__getitem__)
        if of[role] >= self.add[role]:
            return [role]
        return sorted(ruled) if nothing < _NOTHING else []


class RoleScorer:
    """Fills the roles of a trigger from its candidates.

    Args:
        model: classes are roles and `none`; `settings` has `keep` and `add`, the thresholds.
        roles: what each role admits.
    """

    def __init__(self, model: Linear, roles: Mapping[str, RoleLine]) -> None:
        self.model = model
        self.thresholds = Thresholds.read(model.settings)
        self._lines = roles

    def fill(self, finder: CandidateFinder, triggers: Iterable[str]) -> dict[str, list[ArgumentValue]]:
        """The arguments of each trigger, times left out, in text order."""
        found = {trigger: finder.candidates(trigger) for trigger in triggers}
        told = self.model.by_group({t: finder.features(t, candidates) for t, candidates in found.items()})
        return {t: self._filled(finder, t, candidates, told[t]) for t, candidates in found.items()}

    def _filled(
        self, finder: CandidateFinder, trigger: str, candidates: Sequence[Candidate], told: Floats
    ) -> list[ArgumentValue]:
        best: dict[tuple[str, str], tuple[int, ArgumentValue]] = {}
        head = finder.triggers[trigger]["head"]
        for c, row in zip(candidates, told, strict=True):
            for role in self.thresholds.chosen(self.model.classes, row, roles_of(c)):
                argument = next((a for a in c.rules if a["role"] == role), None)
                if argument is None:
                    if not self._admits(role, c) or finder.names_another(trigger, c):
                        continue
                    argument = ArgumentValue(
                        role=role, tokens=list(c.tokens), mention=c.mention, rule=RULE, basis="model"
                    )
                # One argument for each entity and role: of its mentions the one that the trigger stands nearest to.
                key = (role, finder.fillers.entity.get(c.mention or "") or f"token {c.tokens[0]}")
                distance = abs(c.head - head)
                if key not in best or distance < best[key][0]:
                    best[key] = (distance, argument)
        return sorted((a for _, a in best.values()), key=lambda a: (a["tokens"], a["role"]))

    def _admits(self, role: str, c: Candidate) -> bool:
        """Whether the role may be filled by such a thing at all."""
        line = self._lines.get(role)
        if line is None:
            return False
        if c.label == "BARE":
            return line.bare == "any"
        return c.label in line.admits or f"{c.label}/{c.kind}" in line.admits


def roles_of(c: Candidate) -> frozenset[str]:
    """The roles that the rules gave a candidate."""
    return frozenset(a["role"] for a in c.rules)
