"""Whose army, police, ministry or governor an article means that does not say so: the country that it speaks of around there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_FADING = 0.85  # what a country counts for, sentence by sentence away
_AFTER = 0.6  # and where it is named only later
_FAR = 40  # sentences beyond which nothing counts


class Spoken:
    """The countries of an article's places and actors.

    Args:
        named: sentence, token and alpha-3 code of each mention that has a country.
    """

    def __init__(self, named: Iterable[tuple[int, int, str]]) -> None:
        self._named: Sequence[tuple[int, int, str]] = tuple(named)

    def around(self, sentence: int, token: int) -> str | None:
        """The country most spoken of around a token, what stands before it first; None where no country is named.

        Args:
            sentence: number of the sentence that the token is in.
        """
        weights: dict[str, float] = {}
        for at, where, country in self._named:
            away = abs(at - sentence)
            if away <= _FAR:
                weight = _FADING**away * (1.0 if where < token else _AFTER)
                weights[country] = weights.get(country, 0.0) + weight
        return min(weights, key=lambda country: (-weights[country], country), default=None)
