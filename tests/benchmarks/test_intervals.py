"""The simulation behind the intervals, run small: they hold what they say, and the gate hears a regression, not noise."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest

from eventwire.evaluation.bootstrap import Bootstrap, Interval


@pytest.fixture(scope="module")
def simulation(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("intervals")


def test_intervals_hold_the_true_figure(simulation: ModuleType) -> None:
    """500 corpora leave two points of play in a share; the documented run has 2,000 and its table is in the docs."""
    used = {"used": simulation.studentized}
    shares = []
    for name, scenario in simulation.SCENARIOS.items():
        for row in simulation.coverage(scenario, 40, 500, methods=used, resamples=1000).values():
            assert 0.91 <= row.share <= 0.98, name
            assert row.absent == 0
            shares.append(row.share)
    assert len(shares) == 12
    assert 0.93 <= sum(shares) / len(shares) <= 0.97


def test_intervals_that_are_too_narrow_would_be_seen(simulation: ModuleType) -> None:
    def half(bootstrap: Bootstrap, above: np.ndarray, below: np.ndarray) -> Interval:
        low, high = simulation.studentized(bootstrap, above, below)
        middle, reach = (low + high) / 2, (high - low) / 4
        return Interval(middle - reach, middle + reach)

    scenario = simulation.SCENARIOS["events (ten an article)"]
    found = simulation.coverage(scenario, 40, 200, methods={"half": half}, resamples=500)
    assert found["half", "F1"].share < 0.8


def test_the_gate_hears_a_regression_and_no_noise(simulation: ModuleType) -> None:
    assert simulation.alarms(0.05, 0.0, 40, 200, resamples=1000) >= 0.95
    assert simulation.alarms(0.0, 0.03, 40, 200, resamples=1000) <= 0.05
    assert simulation.alarms(0.0, 0.08, 40, 200, resamples=1000) <= 0.05


def test_the_report_is_the_same_twice(simulation: ModuleType) -> None:
    once, again = list(simulation.report([10], 3, [])), list(simulation.report([10], 3, []))
    assert once == again
    assert any("shares of the method in use are between" in line for line in once)
