"""Lines of `tokenizer/`: abbreviations that keep their full stop."""

from __future__ import annotations

from pydantic import Field

from eventwire.lexicon.lines import Line


class TokenAbbreviation(Line):
    """A word that ends in a full stop which ends no sentence ("Sgt.")."""

    form: str = Field(pattern=r"^\S+\.$")
