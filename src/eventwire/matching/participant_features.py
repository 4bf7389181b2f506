"""What a participant looks like to a scorer that decides by the whole article which role it plays in its events."""

from __future__ import annotations

from eventwire.matching.linear import Linear
from eventwire.matching.nearness import NEAR
from eventwire.matching.participants import Member, Participant, Span
from eventwire.matching.role_candidates import CandidateFinder
from eventwire.matching.role_scorer import NONE

_STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
_TELLING = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_MODIFIERS = frozenset({"amod", "compound", "nummod", "det", "poss", "nmod", "relcl", "acl", "appos"})
_LIKELY = 0.05  # least probability at which the pairwise scorer's opinion is told
_SURE = 0.4
Told = tuple[str, float, str]  # role, probability, trigger


class ParticipantFeatures:
    """Describes the participants of one article.

    Args:
        finder: candidates of its triggers. roles: the scorer of pairs of trigger and candidate, whose opinion is evidence.
    """

    def __init__(self, finder: CandidateFinder, roles: Linear) -> None:
        self.finder = finder
        self.tree = finder.tree
        self.told: dict[int, list[Told]] = {}
        self._paired: dict[int, set[str]] = {}
        self._triggers: dict[int, list[str]] = {}
        for trigger, row in finder.triggers.items():
            self._triggers.setdefault(self.tree.sents[row["head"]], []).append(trigger)
            candidates = finder.candidates(trigger, bare=True)
            if not candidates:
                continue
            features = finder.features(trigger, candidates)
            for c, seen, p in zip(candidates, features, roles.probabilities(features).tolist(), strict=True):
                self._paired.setdefault(c.head, set()).update(name for name in seen if NEAR not in name)
                self.told.setdefault(c.head, []).extend(
                    (role, q, trigger) for role, q in zip(roles.classes, p, strict=True) if role != NONE
                )
        self._bags: dict[int, list[str]] = {}
        self._parties: dict[str, dict[str, set[str]]] = {}  # trigger → role → kinds of who probably fills it
        for head, rows in self.told.items():
            kind = str(finder.fillers.kind(head))
            for role, p, trigger in rows:
                if p > _SURE:
                    self._parties.setdefault(trigger, {}).setdefault(role, set()).add(kind)

    def article(self) -> list[str]:
        """What the article is about: its words, how often it tells of what, and who does it to whom."""
        tree = self.tree
        found = {tree.lemmas[i] for i in range(len(tree)) if tree.pos[i] in _TELLING}
        for trigger, row in self.finder.triggers.items():
            lemma, event = tree.lemmas[row["head"]], row["type"]
            found |= {f"rule={row['rule']}", f"trigger={lemma} {event}"}
            parties = self._parties.get(trigger, {})
            for role, kinds in parties.items():
                found |= {f"{what} {role}={kind}" for kind in kinds for what in (event, lemma)}
            struck = parties.get("target", set()) | parties.get("victim", set())
            found |= {
                f"{what} {agent} to {other}"
                for agent in parties.get("agent", {"nobody"})
                for other in struck or {"nobody"}
                for what in (event, lemma)
            }
        types = [row["type"] for row in self.finder.triggers.values()]
        found |= {f"event={t}" for t in types}
        found |= {f"events={t} {_step(types.count(t))}" for t in set(types)}
        return sorted(found)

    def of(self, participant: Participant, relevance: float) -> list[str]:
        """The features of one participant.

        Args:
            relevance: probability in [0, 1] that the article is about such events at all.
        """
        first = participant.members[0]
        sort, word = f"{first.label}/{first.kind}", self.tree.lemmas[first.head]
        degree = int(relevance * 6)
        found = set().union(*(self._member(m) for m in participant.members))
        found |= {
            f"named={_step(len(participant.members))} {first.label}",
            f"named={_step(len(participant.members))} {sort}",
            f"about={degree}",
            f"about={degree} {first.label}",
            f"about={degree} {sort}",
            f"about={degree} word={word}",
            f"since={_step(self.tree.sents[first.head])} {sort}",
        }
        best: dict[str, float] = {}
        sure: dict[tuple[str, str], int] = {}
        for m in participant.members:
            for role, p, trigger in self.told.get(m.head, ()):
                if p > best.get(role, _LIKELY):
                    best[role] = p
                if p > _SURE:
                    key = (role, self.finder.triggers[trigger]["type"])
                    sure[key] = sure.get(key, 0) + 1
                    lemma = self.tree.lemmas[self.finder.triggers[trigger]["head"]]
                    found.add(f"sure={role} {lemma}")
                    found |= {
                        f"sure={role} {key[1]} {other}={kind}"
                        for other, kinds in self._parties[trigger].items()
                        if other != role
                        for kind in kinds
                    }
        for role, p in best.items():
            found |= {f"best={role} {int(p * 6)} {sort}", f"best={role} {int(p * 6)} about={degree}"}
        found |= {f"sure={role} {event} {min(number, 4)}" for (role, event), number in sure.items()}
        return sorted(found)

    def _member(self, m: Member) -> set[str]:
        tree, i = self.tree, m.head
        sort, word, dep = f"{m.label}/{m.kind}", tree.lemmas[i], tree.deps[i]
        found = {f"pair {name}" for name in self._paired.get(i, ())}
        if dep in ("conj", "appos"):  # what is said of the first of a coordination is said of all
            first = i
            while tree.deps[first] == dep and tree.heads[first] != first:
                first = tree.heads[first]
            found |= {f"{dep} {name}" for name in self._paired.get(first, ())}
        found |= {
            f"word={word}",
            f"label={m.label}",
            f"kind={sort}",
            f"dep={dep}",
            f"word={word} dep={dep}",
            f"tag={tree.tags[i]}",
            f"sentence={_step(tree.sents[i])} {m.label}",
        }
        above, way = self._governor(i)
        lemma = tree.lemmas[above]
        found |= {f"above={lemma} {way}", f"above={lemma} {m.label}", f"above={lemma} {way} {sort}"}
        found.add(f"higher={tree.lemmas[tree.heads[above]]} {tree.deps[above]} {m.label}")
        for k in tree.children[i]:
            if tree.deps[k] in _MODIFIERS:
                found |= {f"with={tree.deps[k]} {tree.lemmas[k]}", f"with={tree.deps[k]} {m.label}"}
        found |= self._around(m, sort)
        best: dict[str, float] = {}
        for role, p, trigger in self.told.get(i, ()):
            if p > _LIKELY:
                found.add(f"told={role} {self.finder.triggers[trigger]['type']} {int(p * 5)}")
                best[role] = max(best.get(role, 0.0), p)
        return found | {f"most={role} {int(p * 5)} {m.label}" for role, p in best.items()}

    def _governor(self, i: int) -> tuple[int, str]:
        """What a noun hangs on, through coordination and preposition, and the way there."""
        tree = self.tree
        above, way = tree.heads[i], tree.deps[i]
        if way == "conj":
            while tree.deps[above] == "conj":
                above = tree.heads[above]
            above, way = tree.heads[above], f"conj:{tree.deps[above]}"
        if way.endswith("pobj"):
            above, way = tree.heads[above], f"{way}:{tree.lowers[above]}"
        return above, way

    def _around(self, m: Member, sort: str) -> set[str]:
        tree = self.tree
        sentence = tree.sents[m.head]
        triggers = self.finder.triggers
        found = set() if self._triggers.get(sentence) else {f"no trigger {m.label}"}
        for t in self._triggers.get(sentence, ()):
            found |= {
                f"near={triggers[t]['type']} {m.label}",
                f"near={tree.lemmas[triggers[t]['head']]} {sort}",
            }
        for step in (-1, 1):
            found |= {
                f"near{step}={triggers[t]['type']} {m.label}" for t in self._triggers.get(sentence + step, ())
            }
        if sentence not in self._bags:
            first, last = tree.bounds[sentence]
            self._bags[sentence] = [
                tree.lemmas[j] for j in range(first, last) if tree.pos[j] in ("VERB", "NOUN", "ADJ")
            ]
        return found | {f"beside={lemma} {m.label}" for lemma in self._bags[sentence]}

    def span(self, m: Member, tokens: Span) -> list[str]:
        """The features of a span that a member can be shown by."""
        tree = self.tree
        a, z = tokens
        cut, head, sort = m.spans[tokens], tree.lemmas[m.head], m.kind or m.label
        before = tree.lowers[a - 1] if a else "^"
        tag, pos = (tree.tags[a - 1], tree.pos[a - 1]) if a else ("^", "^")
        edge = _shape(tree.words[a - 1]) if a else "^"
        found = [
            f"cut={cut}",
            f"cut={cut} {m.label}",
            f"cut={cut} {sort}",
            f"cut={cut} {z - a} {m.label}",
            f"cut={cut} {head}",
            f"begins={tree.pos[a]} {_shape(tree.words[a])} {m.label}",
            f"begins={tree.lowers[a]}",
            f"begins={tree.lowers[a]} {m.label}",
            f"begins={tree.deps[a]} {m.label}",
            f"after={pos} {edge} {m.label}",
            f"after={before}",
            f"edge={edge} {_shape(tree.words[a])} {sort}",
            f"edge={pos} {tree.pos[a]} {sort}",
            f"edge={tag} {tree.tags[a]} {_shape(tree.words[a])}",
            f"length={z - a} {sort}",
            f"length={z - a} {head}",
        ]
        if z > m.head + 1:
            link = tree.lowers[m.head + 1]
            found += [
                f"link={link} {head}",
                f"link={link} {m.label}",
                f"ends={tree.pos[z - 1]} {_shape(tree.words[z - 1])}",
            ]
        return found


def _shape(word: str) -> str:
    first = word[:1]
    return "A" if first.isupper() else "a" if first.isalpha() else "0" if first.isdigit() else "-"


def _step(n: int) -> int:
    return next((step for step in _STEPS if n <= step), 99)
