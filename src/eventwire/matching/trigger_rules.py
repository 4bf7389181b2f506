"""Trigger rules compiled: indexed by the lemma of the head of each of their phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eventwire.lexicon.triggers import Condition, IdiomLine, TriggerLine, WordClass
from eventwire.matching.sought import Sought


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of one rule."""

    rest: tuple[str, ...]  # verb: the words after it; noun: the words before it, nearest last
    rule: TriggerLine | IdiomLine
    after: tuple[str, ...] = ()  # noun idioms that go on: the words just after it

    @property
    def order(self) -> tuple[int, int, str]:
        """Longest first, then priority, then id."""
        return (-len(self.rest) - len(self.after), -self.rule.priority, self.rule.id)

    @property
    def is_trigger(self) -> bool:
        """Whether the phrase names an event, not an idiom that only holds such a word."""
        return isinstance(self.rule, TriggerLine)


@dataclass(slots=True)
class TriggerRules:
    """Compiled trigger rules.

    Attributes:
        verbs, nouns: lemma of the phrase's head → its entries in order. classes: slug → words.
        late: ids of rules that ask for other events, and so are tried after them. sought: what their conditions look for.
    """

    verbs: dict[str, list[Entry]] = field(default_factory=dict)
    nouns: dict[str, list[Entry]] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    late: frozenset[str] = frozenset()
    sought: Sought = field(init=False)

    def __post_init__(self) -> None:
        self.sought = Sought(self.classes)


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A word of a rule that its conditions do not hold for.

    Attributes:
        at: the token that would govern the event's arguments. noun: whether a noun's rule it was.
        words: the other words of the phrase. line: the rule. why: what did not hold.
    """

    at: int
    noun: bool
    words: tuple[int, ...]
    line: TriggerLine
    why: str


def compile_triggers(rules: Sequence[TriggerLine | IdiomLine], classes: Sequence[WordClass]) -> TriggerRules:
    """Index rules by the lemma of their head.

    Raises:
        ValueError: for a condition that names an unknown class of words; its text names rule and class.
    """
    made = TriggerRules(
        classes={line.id.split("/", 1)[1]: frozenset(line.words) for line in classes},
        late=frozenset(rule.id for rule in rules if _asks_for_events(rule)),
    )
    for rule in rules:
        if isinstance(rule, TriggerLine):
            _check_classes(rule, made.classes)
        for phrase in rule.lemmas:
            # Hyphenated words come from the tokenizer as several.
            words = phrase.replace("-", " ").split(" ") if rule.pos == "NOUN" else phrase.split(" ")
            if rule.pos == "VERB":
                made.verbs.setdefault(words[0], []).append(Entry(tuple(words[1:]), rule))
                continue
            # Any word of a noun idiom may be the one that looks like a trigger ("strike price").
            for n in range(len(words)) if isinstance(rule, IdiomLine) else (len(words) - 1,):
                entry = Entry(tuple(words[:n]), rule, tuple(words[n + 1 :]))
                made.nouns.setdefault(words[n], []).append(entry)
    for index in (made.verbs, made.nouns):
        for entries in index.values():
            entries.sort(key=lambda e: e.order)
    return made


def _check_classes(rule: TriggerLine, classes: dict[str, frozenset[str]]) -> None:
    lists = [rule.sure, rule.reject, rule.needs, *rule.mode_if.values()]
    for condition in (c for part in lists for c in part):
        for values in condition.values():
            for value in values:
                bare = value.removeprefix("!")
                if bare.startswith("@") and bare[1:] not in classes:
                    raise ValueError(f"{rule.id}: no class/{bare[1:]} in words/classes.jsonl")


def _asks_for_events(rule: TriggerLine | IdiomLine) -> bool:
    if isinstance(rule, IdiomLine):
        return False
    return any("event" in c or "article" in c for part in (rule.sure, rule.reject, rule.needs) for c in part)


def is_consequence(rule: TriggerLine | IdiomLine) -> bool:
    return isinstance(rule, TriggerLine) and rule.consequence


def shown(condition: Condition) -> str:
    return ", ".join(f"{slot} {'|'.join(values)}" for slot, values in condition.items())
