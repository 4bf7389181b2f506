"""Whose "men", "officers" and "crew" an article is about: descriptions of people lean toward the kinds that its other actors have."""

from __future__ import annotations

from collections.abc import Sequence

from eventwire.matching.seeds import Mention

_PEOPLE = ("ACTOR/armed_group", "ACTOR/civilians", "ACTOR/military", "ACTOR/police")
_ACTOR = "ACTOR/"
# by cross-validation over corpus/train: 0.75 to 1 are alike, 1.3 is worse
_WEIGHT = 0.85
_FEW = 1.0  # actors that each of the kinds has besides those of the article


def leaning(
    mentions: Sequence[Mention], weighed: Sequence[Sequence[float]], classes: Sequence[str]
) -> list[list[float]]:
    """The probabilities of kinds, those of descriptions weighed by how much of each kind of people the article has besides.

    Args:
        mentions: of one article. weighed: probabilities of `label/kind`, one row for each. classes: the columns.

    Returns:
        Rows in the order of `mentions`, which need not sum to 1.
    """
    people = [column for column, name in enumerate(classes) if name in _PEOPLE]
    actors = [column for column, name in enumerate(classes) if name.startswith(_ACTOR)]
    found = [list(row) for row in weighed]
    own = {
        i: [row[column] / sum(row[c] for c in actors) for column in people]
        for i, (mention, row) in enumerate(zip(mentions, found, strict=True))
        if mention.label == "ACTOR"
    }
    if len(own) < 2:
        return found
    total = [sum(shares) for shares in zip(*own.values(), strict=True)]
    for i, shares in own.items():
        if mentions[i].generic:
            others = [whole - share + _FEW for whole, share in zip(total, shares, strict=True)]
            mean = sum(others) / len(others)
            for column, other in zip(people, others, strict=True):
                found[i][column] *= (other / mean) ** _WEIGHT
    return found
