"""Whether an act is one of the acts of an event told before it: the features that a linear scorer weighs."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.matching.acts import REAL, Act, Group

SAME, OTHER = "same", "other"
RULED = "ruled"  # the feature of what the rules would do
SAME_WORD = "+lemma"  # of an act whose lemma one of the last acts of the event has
_UPON = ("target", "victim", "recipient")
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT"})
_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def can_be_one(act: Act, group: Group, *, refers: bool) -> bool:
    """Whether it is possible at all: another type only where the syntax ties the two ("a raid in which he was arrested"), and
    what a verb says was threatened, planned, asked for or not done is not what happened. What was done on another day and with
    other means, in another town, by others or under another dateline is never the same, whatever else agrees, and neither is what
    the syntax puts before or after it. What many did since a day is not what happened on one, and what somebody did in answer is
    nothing that he is not known to have done.

    Args:
        refers: whether the act's noun can name an event of the group's type.
    """
    kind = group.acts[0].type
    ids = {a.id for a in group.recent}
    if ids & act.asked:
        return True
    tied = act.type in _FORCE and kind in _FORCE and bool(ids & (act.linked | act.same))
    if not (tied or refers or act.type == kind or any(a.type == act.type for a in group.recent)):
        return False
    if ids & act.apart or any(act.id in a.apart for a in group.recent):
        return False
    if not (act.noun or act.consequence or refers) and all(
        (act.modality in REAL) != (a.modality in REAL) or act.negated != a.negated for a in group.recent
    ):
        return False
    if act.answers and act.parties.get("agent", frozenset()) - group.keys("agent"):
        return False
    if _ever_since(act, group):
        return False
    return not _another_day(act, group) or not (_other_ways(act, group) or _others_did_it(act, group))


def _another_day(act: Act, group: Group) -> bool:
    """Whether the dates exclude each other and none is the same."""
    if not (act.start or act.end):
        return False
    dates = [a for a in group.recent if a.start or a.end]
    if any(a.start == act.start and a.end == act.end for a in dates):
        return False
    return any(disjoint(act, a) for a in dates)


def _ever_since(act: Act, group: Group) -> bool:
    """Whether one of the two is many since a day ("strikes since mid-October"), on whatever day that was, and the other is not.

    A verb may tell more of the many: of 73 in train that did not say since when 8 did, of 42 nouns 2.
    """
    if act.since:
        return act.plural and not any(a.since for a in group.recent)
    return act.noun and all(a.plural and a.since for a in group.recent)


def _others_did_it(act: Act, group: Group) -> bool:
    """Whether agents are known of both and none is shared, or the two stand under different datelines."""
    agents, theirs = act.parties.get("agent"), group.keys("agent")
    return act.item != group.last.item or bool(agents and theirs and not agents & theirs)


def _other_ways(act: Act, group: Group) -> bool:
    """Whether means, ways or towns are known of both and none is shared."""
    pairs = (
        (act.means, (a.means for a in group.recent)),
        (act.ways, (a.ways for a in group.recent)),
        (act.cities, (a.cities for a in group.recent)),
    )
    for mine, others in pairs:
        theirs = frozenset().union(*others)
        if mine and theirs and not frozenset(mine) & theirs:
            return True
    return False


def features(
    act: Act,
    group: Group,
    *,
    refers: bool,
    ruled: bool,
    rivals: int,
    latest: bool,
    first: bool,
    largest: bool,
) -> list[str]:
    """What speaks for and against the act's being one of the group's.

    Args:
        refers: whether the act's noun can name an event of the group's type. rivals: number of other groups that the act could
            belong to. ruled: whether the rules would join them. latest: whether none of these was told of later than the group. first: whether none was told of before it.
        largest: whether none has more acts.
    """
    last = group.recent[-1]
    kind = _kind(act, group)
    shape = _shape(act)
    distance = _distance(act, group)
    agree, clash = _compared(act, group)
    near = "near" if distance in ("0", "1") else "far"
    found = [f"kind:{kind}", f"shape:{shape}", f"distance:{distance}", f"kind:{kind} distance:{distance}"]
    found += [f"shape:{shape} distance:{distance}", f"shape:{shape} kind:{kind}"]
    found += [f"+{name}" for name in agree] + [f"-{name}" for name in clash]
    found += [f"+{name} {near}" for name in agree]
    found.append(f"agree:{min(len(agree), 3)} clash:{min(len(clash), 2)}")
    found.append(f"agree:{min(len(agree), 3)} clash:{min(len(clash), 2)} {near}")
    found.append(f"shape:{shape} agree:{min(len(agree), 2)} clash:{min(len(clash), 1)}")
    found.append(f"rivals:{_few(rivals)}")
    found.append(f"rivals:{_few(rivals)} shape:{shape}")
    place = "only" if latest and first else "latest" if latest else "first" if first else "between"
    found += [f"place:{place}", f"place:{place} shape:{shape}", f"place:{place} distance:{distance}"]
    found.append(f"size:{_few(len(group.acts))}")
    if refers:
        found += ["refers", f"refers shape:{shape}", f"refers place:{place}", f"refers distance:{distance}"]
    if ruled:
        found += [RULED, f"ruled shape:{shape}", f"ruled kind:{kind}", f"ruled distance:{distance}"]
    if largest:
        found += ["largest", f"largest shape:{shape}", f"largest size:{_few(len(group.acts))}"]
    if act.label:
        found += ["label", f"label {place}"]
    if act.consequence or all(a.consequence for a in group.recent):
        pair = f"{act.consequence:d}{all(a.consequence for a in group.recent):d}"
        found += [f"consequence:{pair}", f"consequence:{pair} distance:{distance}"]
    found += _modal(act, group)
    found += _syntax(act, group)
    found += _words(act, group)
    found += _told(act, group)
    if act.tense != last.tense:
        found.append(f"tense:{act.tense}/{last.tense}")
    if act.other:
        found += ["one more", f"one more shape:{shape}", f"one more distance:{distance}"]
    if any(a.other for a in group.recent):
        found.append("after one more")
    if act.item != last.item:
        found.append("other item")
    found.append(f"doer:{act.doer} done to:{act.done_to} {near}")
    for name, one in (("doer", act.doer), ("done to", act.done_to)):
        found += [
            f"{name}:{one}",
            f"{name}:{one} shape:{shape}",
            f"{name}:{one} {near} place:{place}",
            f"{name}:{one} agree:{min(len(agree), 2)} clash:{min(len(clash), 1)}",
            f"{name}:{one} rivals:{_few(rivals)}",
            f"{name}:{one} kind:{kind}",
        ]
    return found


def _kind(act: Act, group: Group) -> str:
    kind = group.acts[0].type
    if act.type == kind:
        return kind if kind in _FORCE else "speech" if kind in _SPEECH else "else"
    return f"{act.type}/{kind}" if act.type in _FORCE and kind in _FORCE else "mixed"


def _shape(act: Act) -> str:
    if act.form == "verb":
        return "consequence" if act.consequence else "verb"
    return f"{act.form}{' plural' if act.plural else ''}"


def _distance(act: Act, group: Group) -> str:
    least = min(abs(act.sentence - a.sentence) for a in group.recent)
    return str(least) if least < 3 else "3-5" if least < 6 else "6-10" if least < 11 else "11"


def _few(number: int) -> str:
    return str(number) if number < 3 else "3-5" if number < 6 else "6"


def _compared(act: Act, group: Group) -> tuple[list[str], list[str]]:
    """Names of what the act shares with the group, and of what excludes each other."""
    agree: list[str] = []
    clash: list[str] = []

    def compare(name: str, mine: Iterable[str], theirs: Iterable[str], mark: str = "") -> None:
        a, b = frozenset(mine), frozenset(theirs)
        if a and b:
            (agree if a & b else clash).append(f"{name}{mark}")

    agents, their_agents = act.parties.get("agent", frozenset()), group.keys("agent")
    upon, their_upon = _keys(act, _UPON), group.keys(*_UPON)
    compare("agent", agents, their_agents, "" if agents & act.named else " noun")
    sorts = (
        {act.sorts.get(k, "") for k in upon},
        {a.sorts[k] for a in group.recent for k in a.sorts if k in their_upon},
    )
    compare("upon", upon, their_upon, "" if sorts[0] & sorts[1] - {""} else " sort")
    compare("means", act.means, (m for a in group.recent for m in a.means))
    compare("ways", act.ways, (w for a in group.recent for w in a.ways))
    compare("city", act.cities, (c for a in group.recent for c in a.cities))
    compare("place", act.places, (c for a in group.recent for c in a.places))
    compare("country", act.countries, (c for a in group.recent for c in a.countries))
    compare("lemma", [act.lemma], (a.lemma for a in group.recent))
    compare("content", act.contents, (c for a in group.recent for c in a.contents))
    if agents & their_upon or upon & their_agents:
        clash.append("sides")
    if upon & frozenset(k for a in group.recent for k in a.places) or act.places & their_upon:
        agree.append("scene")
    if (act.start or act.end) and any(a.start == act.start and a.end == act.end for a in group.recent):
        agree.append("date")
    elif _another_day(act, group):
        clash.append("date")
    return agree, clash


def _keys(act: Act, roles: Iterable[str]) -> frozenset[str]:
    return frozenset(k for role in roles for k in act.parties.get(role, ()))


def disjoint(a: Act, b: Act) -> bool:
    """Whether both have dates of their own and the dates exclude each other."""
    if (a.start or a.end) is None or (b.start or b.end) is None:
        return False
    first, last = "0000-00-00", "9999-99-99"
    apart = (a.end or last) < (b.start or first) or (b.end or last) < (a.start or first)
    # "since October" against "on Tuesday": a period is not the incident, although it holds its day.
    open_ended = ((a.end is None) != (b.end is None)) or ((a.start is None) != (b.start is None))
    return apart or open_ended


def _modal(act: Act, group: Group) -> list[str]:
    said = sorted({a.modality for a in group.recent if not a.consequence} or {group.acts[0].modality})
    found = [f"modality:{act.modality}/{one}" for one in said]
    found.append("modality same" if act.modality in said else "modality other")
    if act.negated or any(a.negated for a in group.recent):
        alike = act.negated == group.recent[-1].negated
        found.append(f"negated {'same' if alike else 'other'}{' consequence' if act.consequence else ''}")
    if act.denied:
        found.append("in a denial")
    return found


def _syntax(act: Act, group: Group) -> list[str]:
    found = [f"tie:{act.ties[a.id]}" for a in group.recent if a.id in act.ties]
    ids = {a.id for a in group.recent}
    if ids & act.same:
        found.append("same clause")
    if ids & act.linked:
        found += ["linked", f"linked {'consequence' if act.consequence else act.form}"]
    return found


def _words(act: Act, group: Group) -> list[str]:
    found = []
    if act.form != "verb":
        found.append(f"noun:{act.lemma}")
    if act.type in _FORCE and act.form == "verb":
        found.append(f"verb:{act.lemma}")
    return found


def _told(act: Act, group: Group) -> list[str]:
    """How much is told of both, and whether of one act or of many: "attacks in the region" is not the blast at the embassy."""
    first, last = group.acts[0], group.last
    known = max(map(_known, group.recent))
    where = "same sentence" if act.sentence == last.sentence else "later"
    found = [
        f"number:{_number(act)}/{_number(first)}",
        f"number:{_number(act)}/{_number(last)}",
        f"number:{_number(act)} {act.form}/{_number(first)} {first.form} {where}",
        f"known:{_known(act)}/{known}",
        f"known:{_known(act)}/{known} {act.form}",
        f"form:{act.form}/{first.form}/{first.tense}",
        f"modes:{min(act.modes, default='-')}/{min(first.modes, default='-')}",
    ]
    plurals = [a.plural for a in group.recent]
    if any(plurals):
        found.append(f"some many/{_number(act)} {act.form}")
    if all(plurals):
        found.append(f"all many/{_number(act)} {act.form}")
    modes = frozenset(m for a in group.recent for m in a.modes)
    if act.modes and modes:
        found.append("+mode" if act.modes & modes else "-mode")
    return found


def _number(act: Act) -> str:
    return "many" if act.plural else "one" if act.noun else "verb"


def _known(act: Act) -> int:
    """How many of day, place, agent and acted-upon its own words name."""
    parties = act.parties
    upon = parties.get("target") or parties.get("victim")
    return bool(act.start or act.end) + bool(act.places) + bool(parties.get("agent")) + bool(upon)
