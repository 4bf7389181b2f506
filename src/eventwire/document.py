"""Article → annotated Doc, for any text: a long one is parsed in parts, and a run without white space is no trap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from eventwire.article import Article

PART = 100_000  # characters that the trained components see at once; their memory grows with it
LONGEST_WORD = (
    1_000  # characters without white space that the tokenizer may see; its rules are quadratic in them
)

_BREAK = re.compile(r"\n\s*\n|(?<=[.!?])\s|\s")


def annotate(nlp: Language, article: Article) -> Doc:
    """The Doc of an article after the whole pipeline.

    An ordinary article is one Doc from the start, computed by itself, so that no neighbour in a batch can touch its
    result. One of more than 100,000 characters goes through the trained components in parts, cut at paragraphs or
    sentences, and through eventwire's own as one.

    Args:
        nlp: a pipeline with eventwire's components. article: any article that was admitted.
    """
    parts = list(_parts(article.text))
    if len(parts) == 1 and not _has_long_word(article.text):
        doc = nlp.make_doc(article.text)
        doc._.article = article.for_doc()
        return nlp(doc)
    own = next((i for i, (name, _) in enumerate(nlp.pipeline) if _is_own(name)), len(nlp.pipeline))
    docs = []
    for part in parts:
        doc = _tokenized(nlp, part)
        for _, pipe in nlp.pipeline[:own]:
            doc = pipe(doc)
        docs.append(doc)
    whole = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    whole._.article = article.for_doc()
    for _, pipe in nlp.pipeline[own:]:
        whole = pipe(whole)
    return whole


def _is_own(name: str) -> bool:
    """Whether the component looks at the article as a whole."""
    return name.startswith("eventwire_") and name != "eventwire_sentences"


def _parts(text: str) -> Iterator[str]:
    """The text in parts of at most `PART` characters, cut after the last paragraph, sentence or word of each."""
    start = 0
    while len(text) - start > PART:
        window = text[start : start + PART]
        ends: dict[str, int] = {}
        for found in _BREAK.finditer(window, PART // 2):
            kind = "paragraph" if "\n" in found[0] and len(found[0]) > 1 else "sentence"
            if kind == "sentence" and window[found.start() - 1] not in ".!?":
                kind = "word"
            ends[kind] = found.end()
        cut = ends.get("paragraph") or ends.get("sentence") or ends.get("word") or PART
        yield window[:cut]
        start += cut
    yield text[start:]


def _has_long_word(text: str) -> bool:
    return len(text) > LONGEST_WORD and any(len(word) > LONGEST_WORD for word in text.split())


def _tokenized(nlp: Language, text: str) -> Doc:
    """The Doc of a part; a run of more than 1,000 characters without white space is cut into tokens of that length."""
    if not _has_long_word(text):
        return nlp.make_doc(text)
    docs = []
    start = 0
    for run in re.finditer(r"\S+", text):
        if len(run[0]) <= LONGEST_WORD:
            continue
        if run.start() > start:
            docs.append(nlp.make_doc(text[start : run.start()]))
        pieces = [run[0][i : i + LONGEST_WORD] for i in range(0, len(run[0]), LONGEST_WORD)]
        docs.append(Doc(nlp.vocab, words=pieces, spaces=[False] * len(pieces)))
        start = run.end()
    if start < len(text):
        docs.append(nlp.make_doc(text[start:]))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
