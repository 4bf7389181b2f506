"""A trigger's reading: the cues that bear on it, and what they amount to together."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventwire.lexicon.modality import ModalityCue

_NOT_YET = frozenset({"planned", "threatened", "requested", "hypothetical", "denied"})

Via = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that bears on a trigger: its line, its tokens (half-open), whether it is negated.

    `via` names the support words between, each with its token.
    """

    rule: ModalityCue
    first: int
    past: int
    negated: bool
    modality: str | None
    outcome: str | None
    says_not: bool
    via: Via = ()


@dataclass(slots=True)
class Reading:
    """What a trigger's cues amount to; `sources` has the hits (or bare negation tokens) behind each field."""

    modality: str = "actual"
    negated: bool = False
    outcome: str = "unknown"
    sources: dict[str, list[tuple[str, int, int, str]]] = field(default_factory=dict)

    def note(self, name: str, rule: str, first: int, past: int, basis: str = "text") -> None:
        """Remember what decided a field."""
        self.sources.setdefault(name, []).append((rule, first, past, basis))

    def passed(self, name: str, via: Via) -> None:
        """Remember the support words through which it did."""
        for rule, i in via:
            self.note(name, rule, i, i + 1)


def combine(reading: Reading, hits: list[Hit], nots: list[tuple[int, Via]]) -> None:
    """One reading from all hits, innermost first: the outermost modality wins, an attempt only where nothing else is said."""
    if nots or len(hits) > 1:
        hits = [hit for hit in hits if not hit.rule.weak]
    kept: list[Hit] = []
    for n, hit in enumerate(hits):
        over = hits[n + 1] if n + 1 < len(hits) else None
        undone = over is not None and (over.outcome == "failed" or over.says_not) and over.first < hit.first
        if hit.rule.undone and undone:
            continue
        if n and hits[n - 1].rule.undone and hits[n - 1] not in kept and not hits[n - 1].negated:
            continue  # "failed" over "prevent" has done its work
        kept.append(hit)
    for hit in kept:
        rule = hit.rule
        modality = hit.modality
        if modality == "denied" and (hit.negated or reading.modality == "alleged"):
            modality = (
                "alleged"  # "did not deny"; "rejected the claim that": one side says so, the other does not
            )
        elif hit.negated and modality == "alleged":
            continue
        elif (
            hit.negated
            and modality in ("attempted", "planned", "threatened", "requested")
            and rule.pos in ("verb", "noun")
        ):
            reading.negated = True
            reading.note("negated", rule.id, hit.first, hit.past)
        if hit.says_not:
            reading.negated = True
            reading.note("negated", rule.id, hit.first, hit.past)
        if modality is not None and not (modality == "attempted" and reading.modality != "actual"):
            reading.modality = modality
            reading.sources["modality"] = [(rule.id, hit.first, hit.past, "text")]
            reading.passed("modality", hit.via)
        ended = hit.outcome is not None and not hit.negated and reading.outcome == "unknown"
        if ended and hit.outcome is not None and reading.modality not in _NOT_YET:
            reading.outcome = hit.outcome
            reading.note("outcome", rule.id, hit.first, hit.past)
            if hit.outcome == "intercepted" and reading.modality == "actual":
                reading.modality = "attempted"  # what is intercepted does not arrive
                reading.note("modality", rule.id, hit.first, hit.past)
    if nots and reading.modality == "requested":
        reading.modality = "hypothetical"  # "urged them not to attack"
    could = reading.modality == "hypothetical" and any(
        h.rule.pos == "auxiliary" and h.rule.past for h in hits
    )
    if nots and (could or reading.modality in ("actual", "attempted", "alleged", "planned")):
        reading.negated = True
        for i, via in nots:
            reading.note("negated", "modality/negation", i, i + 1)
            reading.passed("negated", via)
