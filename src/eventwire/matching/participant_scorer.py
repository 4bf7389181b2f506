"""Who takes part in an article's events, decided for the article as a whole: for domains whose gold names fillers but no triggers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventwire.layers import ArgumentValue
from eventwire.matching.linear import Floats, Linear
from eventwire.matching.participant_features import ParticipantFeatures, Told
from eventwire.matching.participants import Member, Participant, Span, grouped, members_of
from eventwire.matching.role_candidates import CandidateFinder

RULE = "model/participants"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Seen:
    """An article as the scorer sees it.

    Attributes:
        features: of its participants and spans. participants: all of them. relevance: probability in [0, 1] that it
            tells of events of the domain.
    """

    features: ParticipantFeatures
    participants: list[Participant]
    relevance: float


class ParticipantScorer:
    """Fills the roles of an article's events.

    Args:
        articles: whether an article tells of such events, `yes` or `no`. spans: whether gold would show a member by this span.
        roles: of a participant, or `none`; `settings` has `least`, role → probability, and `types`, the events' types.
        pairs: the scorer of pairs of trigger and candidate, whose opinion is evidence.
    """

    def __init__(self, articles: Linear, spans: Linear, roles: Linear, pairs: Linear) -> None:
        self.articles, self.spans, self.roles, self.pairs = articles, spans, roles, pairs
        self.least: Mapping[str, float] = dict(roles.settings["least"])
        self.types = frozenset(roles.settings["types"])

    def see(self, finder: CandidateFinder) -> Seen:
        """The participants of an article."""
        features = ParticipantFeatures(finder, self.pairs)
        yes = self.articles.classes.index(YES)
        relevance = float(self.articles.probabilities([features.article()])[0, yes])
        return Seen(features, participants(features, self.spans), relevance)

    def fill(
        self, finder: CandidateFinder, filled: Mapping[str, Sequence[ArgumentValue]]
    ) -> dict[str, list[ArgumentValue]]:
        """The arguments of all triggers, in text order.

        A participant goes to the triggers that had it in that role already, or else to the one that most probably has it,
        or stands nearest. Triggers of other types, and roles that the scorer does not know, stay as they are.

        Args:
            filled: trigger id → arguments as the scorer of pairs filled them.
        """
        seen = self.see(finder)
        own = {t for t, row in finder.triggers.items() if row["type"] in self.types}
        kept = {
            t: [a for a in rows if t not in own or a["role"] not in self.least] for t, rows in filled.items()
        }
        if not own or not seen.participants:
            return kept
        rows = self.roles.probabilities([seen.features.of(p, seen.relevance) for p in seen.participants])
        for participant, row in zip(seen.participants, rows, strict=True):
            for role in self.chosen(row):
                argument = ArgumentValue(
                    role=role,
                    tokens=list(participant.tokens),
                    mention=participant.shown.mention,
                    rule=RULE,
                    basis="model",
                )
                for trigger in self._owners(finder, seen.features.told, participant, role, own, filled):
                    kept[trigger].append(argument)
        return {t: sorted(a, key=lambda a: (a["tokens"], a["role"])) for t, a in kept.items()}

    def chosen(self, row: Floats) -> list[str]:
        """The roles of a participant, from its probabilities."""
        of = dict(zip(self.roles.classes, map(float, row), strict=True))
        return sorted(role for role, least in self.least.items() if of.get(role, 0.0) >= least)

    @staticmethod
    def _owners(
        finder: CandidateFinder,
        told: Mapping[int, Sequence[Told]],
        participant: Participant,
        role: str,
        own: set[str],
        filled: Mapping[str, Sequence[ArgumentValue]],
    ) -> list[str]:
        heads = {m.head for m in participant.members}
        had = [
            t
            for t in own
            if any(
                a["role"] == role and any(a["tokens"][0] <= h < a["tokens"][1] for h in heads)
                for a in filled.get(t, ())
            )
        ]
        if had:
            return sorted(had)
        likely = [
            (-p, finder.triggers[t]["head"], t)
            for h in heads
            for name, p, t in told.get(h, ())
            if name == role and t in own
        ]
        if likely:
            return [min(likely)[2]]
        sents = finder.tree.sents
        near = [
            (abs(sents[row["head"]] - sents[h]), abs(row["head"] - h), t)
            for t in own
            for row in (finder.triggers[t],)
            for h in heads
        ]
        return [min(near)[2]]


def participants(features: ParticipantFeatures, spans: Linear) -> list[Participant]:
    """The participants of an article, each member shown by its most probable span."""
    finder = features.finder
    heads = [row["head"] for row in finder.triggers.values()]
    members = members_of(finder.tree, finder.fillers, heads)
    return grouped(finder.tree, members, best_spans(features, members, spans))


def best_spans(features: ParticipantFeatures, members: Sequence[Member], spans: Linear) -> list[Span]:
    """The most probable span of each member."""
    pairs = [(number, tokens) for number, m in enumerate(members) for tokens in m.spans]
    if not pairs:
        return []
    yes = spans.classes.index(YES)
    told = spans.probabilities([features.span(members[n], tokens) for n, tokens in pairs])[:, yes].tolist()
    best: dict[int, tuple[float, Span]] = {}
    for (number, tokens), p in zip(pairs, told, strict=True):
        if number not in best or p > best[number][0]:
            best[number] = (p, tokens)
    return [best[number][1] for number in range(len(members))]
