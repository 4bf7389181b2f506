"""Small tables of mentions and the entities that they make."""

import pytest

from eventwire.lexicon.entities import Anaphor
from eventwire.matching.coreference import Clusterer, View, kind_of

CLUSTERER = Clusterer(
    [
        Anaphor(id="anaphor/group", source="own", nouns=("group", "militia"), kinds=("armed_group",)),
        Anaphor(id="anaphor/forces", source="own", nouns=("forces", "troops"), kinds=("military",)),
    ]
)


def actor(
    text: str, kind: str | None = None, *, generic: bool = False, definite: bool = False, **more: object
) -> View:
    words = tuple(text.split())
    head = words[-1].lower()
    return View(
        id=text, label="ACTOR", kind=kind, entry=None, generic=generic, words=words, head=head,
        lemma=head.removesuffix("s"), definite=definite, plural=head.endswith("s"), **more,  # type: ignore[arg-type]
    )  # fmt: skip


CASES = {
    "an apposition is its name, whatever kind the name was taken for": (
        [actor("Varde", "person"), actor("charity", "organization", generic=True, apposed=0)],
        [[0, 1]],
    ),
    "a list that looks like an apposition is none: one and many": (
        [actor("officers", "military", generic=True), actor("monk", "person", generic=True, apposed=0)],
        [[0], [1]],
    ),
    "a list that looks like an apposition is none: two descriptions of different kinds": (
        [actor("army", "military", generic=True), actor("mother", "person", generic=True, apposed=0)],
        [[0], [1]],
    ),
    "two names of different kinds are no apposition": (
        [actor("Varde", "person"), actor("Renewal Army", "armed_group", apposed=0)],
        [[0], [1]],
    ),
    "a group of another kind is not the name before": (
        [
            actor("Renewal Front", "armed_group"),
            actor("group", "political_group", generic=True, definite=True),
        ],
        [[0], [1]],
    ),
    "a last name is the person": (
        [actor("Dana Ortuño", "person"), actor("Ortuño", "person")],
        [[0, 1]],
    ),
    "another first name is another person": (
        [actor("Dana Ortuño", "person"), actor("Luis Ortuño", "person")],
        [[0], [1]],
    ),
    "an acronym is its name": (
        [actor("Front for National Renewal", "armed_group"), actor("FNR", "armed_group")],
        [[0, 1]],
    ),
    "a name is its acronym": (
        [actor("FNR", "armed_group"), actor("Front for National Renewal", "armed_group")],
        [[0, 1]],
    ),
    "the group is the last named group": (
        [actor("Red Dawn", "armed_group"), actor("group", "armed_group", generic=True, definite=True)],
        [[0, 1]],
    ),
    "a group is not": (
        [actor("Red Dawn", "armed_group"), actor("group", "armed_group", generic=True)],
        [[0], [1]],
    ),
    "the opposition group is not": (
        [
            actor("Red Dawn", "armed_group"),
            actor(
                "opposition group",
                "armed_group",
                generic=True,
                definite=True,
                modifiers=frozenset({"opposition"}),
            ),
        ],
        [[0], [1]],
    ),
    "forces of one country are one": (
        [
            actor("Chadian troops", "military", generic=True, country="TCD"),
            actor("Chadian forces", "military", generic=True, country="TCD"),
        ],
        [[0, 1]],
    ),
    "forces of two countries are two": (
        [
            actor("Chadian troops", "military", generic=True, country="TCD"),
            actor("Libyan forces", "military", generic=True, country="LBY", definite=True),
        ],
        [[0], [1]],
    ),
    "an apposition is what it stands beside": (
        [
            actor("Dana Ortuño", "person"),
            actor("press secretary", "person", generic=True, apposed=0, position="press secretary"),
            actor("secretary", "person", generic=True, definite=True, position="press secretary"),
        ],
        [[0, 1, 2]],
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_mentions_of_one_entity(case: str) -> None:
    views, expected = CASES[case]
    assert CLUSTERER.cluster(views) == expected


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ([actor("Varde", "person"), actor("charity", "organization", generic=True)], "organization"),
        ([actor("Dana Ortuño", "person"), actor("nurses", "organization", generic=True)], "person"),
        ([actor("FNR", "organization"), actor("militia", "armed_group", generic=True)], "armed_group"),
        ([actor("Sea Lines", "organization"), actor("shipowner", "person", generic=True)], "organization"),
        ([actor("army", "military", generic=True), actor("Renewal Army", "armed_group")], "armed_group"),
        ([actor("passers-by")], None),
    ],
)
def test_kind_of_an_entity(group: list[View], kind: str | None) -> None:
    assert kind_of(group) == kind
