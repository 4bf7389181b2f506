"""What takes the place of one of spaCy's parsers by transition: the same weights and settings, in other hands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from spacy.tokens import Doc


class StandIn:
    """To be inherited from before spaCy's own class.

    Attributes:
        settings: of spaCy's class, which its constructor takes by name.
    """

    settings: ClassVar[tuple[str, ...]]

    @classmethod
    def of(cls, pipe: Any) -> Self:
        """The same component: vocabulary, weights and settings are shared with `pipe`."""
        given = {key: pipe.cfg[key] for key in cls.settings}
        build: Any = cls  # with spaCy's constructor
        made = build(pipe.vocab, pipe.model, pipe.name, pipe.moves, **given, scorer=pipe.scorer)
        made.cfg.update(pipe.cfg)  # without the actions that were handed over: settings are saved as JSON
        found: Self = made
        return found

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterable[Doc]:
        """Annotate Docs one after the other, so that none depends on its neighbours."""
        call: Any = self
        for doc in stream:
            yield call(doc)
