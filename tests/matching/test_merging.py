"""Which acts are one event; each case is a list of acts and the groups that they make."""

import pytest

from eventwire.lexicon.events import EventAnaphor
from eventwire.matching.merging import Act, Merger

MERGER = Merger(
    [EventAnaphor(id="event-anaphor/a", source="own", nouns=("attack", "incident"), types=("ASSAULT",))]
)


def act(sentence: int, lemma: str = "attack", modality: str = "actual", **more: object) -> Act:
    parties = {
        role: frozenset(str(more.pop(role)).split()) for role in ("agent", "target", "victim") if role in more
    }
    sets = {
        k: frozenset(str(more.pop(k)).split())
        for k in ("ways", "cities", "countries", "named", "linked")
        if k in more
    }
    return Act(
        id=f"t{sentence}{lemma}", type=str(more.pop("type", "ASSAULT")), modes=frozenset(), modality=modality,
        negated=bool(more.pop("negated", False)), sentence=sentence, head=int(str(more.pop("head", sentence * 100))),
        lemma=lemma, parties=parties, **sets, **more,  # type: ignore[arg-type]
    )  # fmt: skip


ONE, TWO = 1, 2
CASES = {
    "the attack is the attack before": ([act(0, "shell"), act(1, noun=True, refers="attack")], ONE),
    "an attack is another": ([act(0, "shell"), act(1, noun=True)], TWO),
    "the same parties are the same event": (
        [act(0, "shell", agent="e1", target="e2"), act(3, "bombard", agent="e1", target="e2")],
        ONE,
    ),
    "other cities are other events": (
        [
            act(0, "shell", agent="e1", target="e2", cities="a"),
            act(3, "shell", agent="e1", target="e2", cities="b"),
        ],
        TWO,
    ),
    "other days are other events": (
        [
            act(0, "shell", start="2020-01-01", end="2020-01-01"),
            act(1, noun=True, refers="attack", start="2019-01-01", end="2019-12-31"),
        ],
        TWO,
    ),
    "a period is not the incident in it": (
        [
            act(0, "shell", start="2020-01-01", end="2020-01-01"),
            act(1, noun=True, refers="attack", start="2019-01-01"),
        ],
        TWO,
    ),
    "other means are other events": (
        [act(0, "strike", ways="drone"), act(1, noun=True, refers="attack", ways="rocket")],
        TWO,
    ),
    "a planned attack is not the one that happened": (
        [act(0, "shell"), act(1, modality="planned", noun=True, refers="attack")],
        TWO,
    ),
    "a death belongs to its act": ([act(0, "shell"), act(0, "kill", consequence=True, head=5)], ONE),
    "a death of the next sentence too": ([act(0, "shell"), act(1, "kill", consequence=True)], ONE),
    "a death far away belongs to the only act": ([act(0, "shell"), act(5, "kill", consequence=True)], ONE),
    "a death far from two acts to neither": (
        [act(0, "shell", cities="a"), act(1, "shell", cities="b"), act(9, "kill", consequence=True)],
        3,
    ),
    "a death by somebody else does not": (
        [act(0, "shell", agent="e1"), act(1, "kill", consequence=True, agent="e2", named="e2")],
        TWO,
    ),
    "a death before its act joins it": (
        [act(0, "kill", consequence=True, head=1, linked="t0shell"), act(0, "shell", head=7)],
        ONE,
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_acts_of_one_event(case: str) -> None:
    acts, expected = CASES[case]
    groups = MERGER.merge(acts)
    assert len(groups) == expected
    assert sorted(a.id for g in groups for a in g) == sorted(a.id for a in acts)
