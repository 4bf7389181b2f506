"""Precision, recall and F1 of what a scorer chose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Items found of those wanted, and what follows from them; figures are None where undefined."""

    tp: int
    predicted: int
    gold: int

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, in [0, 1]."""
        total = self.predicted + self.gold
        return 2 * self.tp / total if total else None

    def __str__(self) -> str:
        p = f"{self.tp / self.predicted:.3f}" if self.predicted else "–"
        r = f"{self.tp / self.gold:.3f}" if self.gold else "–"
        f1 = "–" if self.f1 is None else f"{self.f1:.3f}"
        return f"P {p} R {r} F1 {f1} (tp {self.tp}, predicted {self.predicted}, gold {self.gold})"
