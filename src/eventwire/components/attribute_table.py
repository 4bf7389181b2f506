"""The trained pipeline's attribute ruler, by look-up: its own rules and its own answers, in less time.

Its rules look at `TAG`, `LOWER`, `DEP` and `IS_SPACE` of a token, nearly all of them of one token only. What they come to is the
same for every token with the same four values, so it is worked out once for each. spaCy's Matcher is left with the rules about
several tokens, and only where each of their tokens occurs.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

_ROW = {"TAG": TAG, "LOWER": LOWER, "DEP": DEP, "IS_SPACE": IS_SPACE}
_TAG, _WORD = list(_ROW).index("TAG"), list(_ROW).index("LOWER")
_LARGEST = (
    200_000  # words and rows remembered at most; then the table begins anew, so that a long run does not grow
)

Row = tuple[int, ...]  # the values of `_ROW` of one token


class AttributeTable(AttributeRuler):
    """spaCy's `attribute_ruler` with another way of matching; its rules and its serialisation are inherited.

    Reads: `token.tag`, `token.dep`, words. Writes: `token.pos`, `token.morph`, `token.lemma`, whatever the rules set.
    """

    _compiled = -1  # number of rules that the table was made of

    @classmethod
    def of(cls, ruler: AttributeRuler) -> AttributeTable:
        """A component with the rules of `ruler`."""
        table = cls(ruler.vocab, ruler.name, validate=ruler.validate, scorer=ruler.scorer)
        table.add_patterns(ruler.patterns)
        return table

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of one Doc's tokens, later rules over earlier ones."""
        if self._compiled != len(self.attrs):
            self._compile()
        if len(self._words) + len(self._known) > _LARGEST:
            self._forget()
        try:
            rows = [self._row(row) for row in doc.to_array(list(_ROW.values())).tolist()]
            others = self._others_of(doc, set(rows))
            for i, row in enumerate(rows):
                attrs = self._known[row]
                if i in others:
                    attrs = self._merged({*self._numbers(row), *others[i]})
                if attrs:
                    set_token_attrs(doc[i], attrs)
        except Exception as err:
            self.get_error_handler()(self.name, self, [doc], err)
        return doc

    def _compile(self) -> None:
        self._single: list[tuple[int, _Token]] = []  # number of the rule, its token
        self._several: list[list[_Token]] = []
        self._matcher = Matcher(self.vocab, validate=self.validate)
        rules: list[dict[str, Any]] = list(self.patterns)
        for number, rule in enumerate(rules):
            several = []
            for pattern in rule["patterns"]:
                tokens = [_Token(spec, self.vocab.strings) for spec in pattern]
                if len(tokens) == 1 and tokens[0].is_complete and rule["index"] in (0, -1):
                    self._single.append((number, tokens[0]))
                else:
                    several.append(pattern)
                    self._several.append(tokens)
            if several:
                self._matcher.add(str(number), several)
        tokens = [token for _, token in self._single] + [
            token for tokens in self._several for token in tokens
        ]
        self._named = frozenset().union(*(token.words for token in tokens))
        self._regexes = [pattern for token in tokens for pattern in token.regexes]
        # By the tag that they ask for, since a token has one: its values are held against few of the rules.
        self._tagged: dict[int, list[tuple[int, _Token]]] = {}
        self._any_tag = [(number, token) for number, token in self._single if not token.tags]
        for number, token in self._single:
            for tag in token.tags:
                self._tagged.setdefault(tag, []).append((number, token))
        self._forget()
        self._compiled = len(self.attrs)

    def _forget(self) -> None:
        self._known: dict[Row, dict[int, Any]] = {}
        self._words: dict[int, int] = {}

    def _row(self, values: list[int]) -> Row:
        """The row that stands for a token: a word that no rule names is 0. What the rules make of it is in `_known`."""
        word = values[_WORD]
        named = self._words.get(word)
        if named is None:
            self._words[word] = named = word if self._is_named(word) else 0
        values[_WORD] = named
        row = tuple(values)
        if row not in self._known:
            self._known[row] = self._merged(self._numbers(row))
        return row

    def _is_named(self, word: int) -> bool:
        """Whether a rule is about this word in particular."""
        return word in self._named or any(regex.search(self.vocab.strings[word]) for regex in self._regexes)

    def _numbers(self, row: Row) -> set[int]:
        rules = self._tagged.get(row[_TAG], []) + self._any_tag
        return {number for number, token in rules if token.fits(row)}

    def _merged(self, numbers: set[int]) -> dict[int, Any]:
        attrs: dict[int, Any] = {}
        for number in sorted(numbers):
            attrs.update(self.attrs[number])
        return attrs

    def _others_of(self, doc: Doc, rows: set[Row]) -> dict[int, list[int]]:
        """Token → numbers of the rules about several tokens that match there."""
        found: dict[int, list[int]] = {}
        if any(all(any(map(token.fits, rows)) for token in tokens) for tokens in self._several):
            for key, start, end in self._matcher(doc, allow_missing=True, as_spans=False):
                number = int(self.vocab.strings[key])
                index = self.indices[number]
                if not start <= (i := index + (start if index >= 0 else end)) < end:
                    raise ValueError(f"rule {number} sets token {index} of a match of {end - start} tokens")
                found.setdefault(i, []).append(number)
        return found


class _Token:
    """What a rule asks of one token. What this class can't test counts as fitting, and `is_complete` is False."""

    def __init__(self, spec: dict[str, Any], strings: StringStore) -> None:
        self.is_complete = bool(spec)
        self._strings = strings
        self._wanted: list[tuple[int, frozenset[int], bool]] = []  # place in a row, values, whether excluded
        self.regexes: list[re.Pattern[str]] = []
        for key, value in spec.items():
            name = str(key).upper()
            conditions: dict[str, Any] = value if isinstance(value, dict) else {"IN": [value]}
            for operator, values in conditions.items():
                if name == "LOWER" and operator == "REGEX":
                    self.regexes.append(re.compile(values))
                elif name in _ROW and operator in ("IN", "NOT_IN"):
                    ids = frozenset(strings.add(v) if isinstance(v, str) else int(v) for v in values)
                    self._wanted.append((list(_ROW).index(name), ids, operator == "NOT_IN"))
                else:
                    self.is_complete = False
        self.words = frozenset().union(*(ids for place, ids, _ in self._wanted if place == _WORD))
        self.tags = frozenset().union(*(ids for place, ids, no in self._wanted if place == _TAG and not no))

    def fits(self, row: Row) -> bool:
        """Whether a token with these values passes."""
        return all((row[place] in ids) != excluded for place, ids, excluded in self._wanted) and all(
            row[_WORD] and pattern.search(self._strings[row[_WORD]]) for pattern in self.regexes
        )
