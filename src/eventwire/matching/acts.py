"""What triggers say, as acts, and acts that are one event, as groups."""

from __future__ import annotations

from dataclasses import dataclass, field

RECENT = 50  # acts of an event that are looked at: more than a news article has, and what keeps a book linear


# modalities of what is told of as past or present, contested or not
REAL = frozenset({"actual", "attempted", "alleged", "denied"})


@dataclass(slots=True)
class Act:
    """What one trigger says.

    Attributes:
        id: the trigger's id. type, modes, modality: as in the contract. sentence: number of its sentence. head: its token.
        lemma: of the trigger's head. noun: whether it is nominal.
        refers: the noun by which it refers back ("the attack", "this first assault", "the incident involved …"), or None.
        label: whether it stands in what somebody called an event ("what he described as a failed attack").
        same: ids of triggers that are the same event by the syntax.
        asked: ids of triggers of which this one only asks something ("whether these firings were aimed at …, whether they hit").
        apart: ids of triggers before or after which it happened by the syntax ("the incident occurred after rockets were fired").
        consequence: whether it is a death, an injury or an interception.
        linked: ids of triggers that the syntax ties it to (subject, object, clause of).
        parties: role → keys of who fills it (entity ids, or "word:lemma" for a noun phrase that is no mention).
        sorts: key → label of the mention that fills a role, "" for a bare noun phrase.
        named: keys that are names rather than descriptions. means: kinds of weapon.
        ways: modes that exclude each other ("aerial", "firearms").
        start, end: ISO days of its own date, or None. since: whether that date is its beginning alone, known or not. places: place keys; cities: those that are cities or facilities.
        countries: alpha-3 codes of its places.
        rule: the trigger rule that found it. form: `verb`, or for a noun its determiner: `the`, `a`, `own` ("their raid"), `bare`.
        plural: whether its noun is. other: whether the words say that it is one more ("another attack", "an earlier raid").
        tense: `past`, `perfect` ("had shelled"), `present`, `future` or `none`.
        ties: id of another act of its sentence → the dependencies between the two.
        contents: ids of the characterizations in whose content it stands. denied: whether one of these denies.
        item: number of the dateline that it stands under. answers: whether it is told as the answer to something ("in response to", "in retaliation").
        doer, done_to: how who does what a verb says and whom it is done to are named (`act_forms.doer_and_done_to`).
    """

    id: str
    type: str
    modes: frozenset[str]
    modality: str
    negated: bool
    sentence: int
    head: int
    lemma: str
    noun: bool = False
    refers: str | None = None
    label: bool = False
    same: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    consequence: bool = False
    linked: frozenset[str] = frozenset()
    parties: dict[str, frozenset[str]] = field(default_factory=dict)
    sorts: dict[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    start: str | None = None
    end: str | None = None
    since: bool = False
    places: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    rule: str = ""
    form: str = "verb"
    plural: bool = False
    other: bool = False
    tense: str = "none"
    ties: dict[str, str] = field(default_factory=dict)
    contents: frozenset[str] = frozenset()
    denied: bool = False
    item: int = 0
    answers: bool = False
    doer: str = "none"
    done_to: str = "none"


@dataclass(slots=True)
class Group:
    """Acts that are one event, in text order."""

    acts: list[Act]

    @property
    def last(self) -> Act:
        return self.acts[-1]

    @property
    def recent(self) -> list[Act]:
        """The last of the acts."""
        return self.acts if len(self.acts) <= RECENT else self.acts[-RECENT:]

    def keys(self, *roles: str) -> frozenset[str]:
        """Who fills any of these roles in any of the acts."""
        return frozenset(k for act in self.recent for role in roles for k in act.parties.get(role, ()))
