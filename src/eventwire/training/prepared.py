"""Articles as Docs after everything that training does not change, so that it is computed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from eventwire.article import Article
from eventwire.document import annotate


class Prepared:
    """Docs of articles after the first components of a pipeline.

    Args:
        nlp: a pipeline with eventwire's components. articles: their ids are unique. until: name of the first component that
            does not run; a pipeline without it runs as a whole.
    """

    def __init__(self, nlp: Language, articles: Iterable[Article], *, until: str) -> None:
        names = nlp.pipe_names
        first = names.index(until) if until in names else len(names)
        self._rest = names[first:]
        with nlp.select_pipes(disable=self._rest):
            self._docs = {article.id: annotate(nlp, article) for article in articles}

    def doc(self, nlp: Language, article: Article, *, until: str | None = None) -> Doc:
        """An article's Doc after the components of a pipeline, which may be another of the same names.

        Args:
            nlp: whose components run after the prepared ones. until: the first component that does not run; None for all.
        """
        doc = self._docs[article.id].copy()
        for name in _before(self._rest, until):
            if name in nlp.pipe_names:
                doc = nlp.get_pipe(name)(doc)
        return doc


def _before(names: Sequence[str], until: str | None) -> Iterator[str]:
    for name in names:
        if name == until:
            return
        yield name
