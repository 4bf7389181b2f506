"""Abbreviations of ranks and posts, which spaCy's own tokenizer would cut at their full stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

from eventwire.lexicon.lines import parse
from eventwire.lexicon.tokens import TokenAbbreviation
from eventwire.resources import DEFAULT_MODEL, model_path


@registry.callbacks("eventwire.abbreviations.v1")  # type: ignore[untyped-decorator]
def abbreviations(model: str = DEFAULT_MODEL) -> Callable[[Language], Language]:
    """The callback of the same name in the model's config: add the model's abbreviations to the tokenizer.

    Args:
        model: the model whose `tokenizer/*.jsonl` to read, a name or a directory.

    Raises:
        InputError: for an unknown model. ModelDataError: for a bad line.
    """
    forms = [
        line.form
        for path in sorted((model_path(model) / "tokenizer").glob("*.jsonl"))
        for line in parse(TokenAbbreviation, path.read_bytes(), path=str(path))
    ]

    return lambda nlp: add_forms(nlp, forms)


def add_forms(nlp: Language, forms: Iterable[str]) -> Language:
    """Make spaCy's tokenizer keep these words whole; another tokenizer knows its own abbreviations."""
    tokenizer = nlp.tokenizer
    if isinstance(tokenizer, Tokenizer):
        for form in forms:
            tokenizer.add_special_case(form, [{ORTH: form}])
    return nlp
