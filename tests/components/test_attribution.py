"""Characterizations of whole sentences: speaker, act, stance, label, directness."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

Row = dict[str, Any]


def rows(nlp: Language, text: str) -> list[Row]:
    return list(nlp(text)._.characterizations)


def speaker(row: Row) -> str | None:
    return row["speaker"] and row["speaker"]["text"]


ACTS = [
    ("The army confirmed that a shell hit the school.", "The army", "confirm", "affirms"),
    ("The army denied that a shell hit the school.", "The army", "deny", "denies"),
    ("The army would not say whether a shell hit the school.", "The army", "decline", "declines"),
    ("The army refused to confirm that a shell hit the school.", "The army", "decline", "declines"),
    ("The army said a shell hit the school.", "The army", "report", "neutral"),
    ("The army claimed a shell hit the school.", "The army", "claim", "affirms"),
    ("The army accused the rebels of shelling the school.", "The army", "accuse", "affirms"),
    ("The army urged the rebels to leave the school.", "The army", "urge", "neutral"),
    ("The army vowed to protect the school.", "The army", "pledge", "neutral"),
    ("The army threatened to shell the school.", "The army", "threaten", "neutral"),
    ("The army condemned the shelling of the school.", "The army", "condemn", "neutral"),
    ("The army estimated that forty shells hit the school.", "The army", "estimate", "neutral"),
    ("The army justified the shelling of the school.", "The army", "justify", "justifies"),
    ("A shell hit the school, the army acknowledged.", "the army", "confirm", "affirms"),
    ("A shell hit the school, according to the army.", "the army", "report", "neutral"),
    ("A shell, the army said, hit the school.", "the army", "report", "neutral"),
]


@pytest.mark.parametrize(("text", "who", "act", "stance"), ACTS, ids=[row[0] for row in ACTS])
def test_acts(nlp: Language, text: str, who: str, act: str, stance: str) -> None:
    assert [(speaker(r), r["act"], r["stance"]) for r in rows(nlp, text)] == [(who, act, stance)]


LABELS = [
    ("Tamm described the raid as a failed coup.", "failed coup", "applied", "neutral"),
    ("Tamm called the raid an act of terror.", "act of terror", "applied", "neutral"),
    ("The raid was branded a massacre by the mayor.", "massacre", "applied", "neutral"),
    (
        "Tamm called the raid a necessary act of self-defense.",
        "necessary act of self-defense",
        "applied",
        "justifies",
    ),
    ("Tamm did not describe the raid as an attack.", "attack", "refused", "disputes_label"),
    ("Tamm declined to call the raid an attack.", "attack", "refused", "disputes_label"),
    ("“It was an act of self-defense,” Tamm said.", "act of self-defense", "applied", "justifies"),
    ("“That is a lie,” Tamm replied.", "lie", "applied", "denies"),
    ("The ministry refrained from labeling the blast as an attack.", "attack", "refused", "disputes_label"),
    ("The ministry stopped short of calling the raid an invasion.", "invasion", "refused", "disputes_label"),
]


@pytest.mark.parametrize(("text", "term", "polarity", "stance"), LABELS, ids=[row[0] for row in LABELS])
def test_labels(nlp: Language, text: str, term: str, polarity: str, stance: str) -> None:
    found = [r for r in rows(nlp, text) if r["label"]]
    assert [(r["label"]["term"], r["label"]["polarity"], r["stance"]) for r in found] == [
        (term, polarity, stance)
    ]


DIRECT = [
    ("“The bridge is gone,” said Mayor Ilse Brandt.", "The bridge is gone", True),
    ('"The bridge is gone," Brandt told reporters.', 'The bridge is gone', True),
    ("“The bridge,” Brandt said, “is gone.”", "“The bridge,” Brandt said, “is gone.”", True),
    ("“It is gone,” said Brandt. “We saw it fall.”", "“It is gone,” said Brandt. “We saw it fall.”", True),
    ("Brandt said the bridge was “gone for good.”", "the bridge was “gone for good.”", False),
    ("Brandt said: “It is gone. We saw it fall. Nobody was there.”", "It is gone. We saw it fall. Nobody was there", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "direct"), DIRECT, ids=[row[0] for row in DIRECT])
def test_direct_speech(nlp: Language, text: str, content: str, direct: bool) -> None:
    assert [(r["content"]["text"], r["direct"]) for r in rows(nlp, text)] == [(content, direct)]


NOTHING = [
    "A group called the Dawn Front holds the hill.",
    "It goes without saying that roads were closed.",
    "Shells hit the school on Monday.",
    "The army defended the city.",
    "",
    "\n\n",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_attributed(nlp: Language, text: str) -> None:
    assert rows(nlp, text) == []


def test_offsets_are_those_of_the_text(nlp: Language) -> None:
    text = "\U0001f680 “We fired,” said Zoë Ångström — the cafe\u0301 owner. She denied it later."
    for row in rows(nlp, text):
        for part in (row["speaker"], row["cue"], row["content"]):
            if part:
                assert text[part["start"] : part["end"]] == part["text"]


def test_without_a_parse_nothing_is_found(nlp: Language) -> None:
    doc = nlp.make_doc("The army said nothing.")
    assert nlp.get_pipe("eventwire_attribution")(doc)._.characterizations == []


def test_endless_coordination_neither_fails_nor_drags(nlp: Language) -> None:
    text = "The army, " + "the navy, " * 3000 + "and the police said that the bridge was gone."
    assert len(rows(nlp, text)) <= 2


def test_pronouns_go_back_to_the_last_speaker(nlp: Language) -> None:
    doc = nlp("Mayor Ilse Brandt said the bridge was gone. She added that Anton Reiter had seen it fall.")
    first, second = doc._.characterizations
    assert first["speaker"]["entity"] is not None
    assert second["speaker"]["text"] == "She"
    assert second["speaker"]["entity"] == first["speaker"]["entity"]


OFFICIAL = [
    ("The defence ministry said the bridge was gone.", True),
    ("Governor Ilse Brandt said the bridge was gone.", True),
    ("The United Nations said the bridge was gone.", True),
    ("Al-Shabaab said the bridge was gone.", False),
]


@pytest.mark.parametrize(("text", "official"), OFFICIAL)
def test_official_speakers(nlp: Language, text: str, official: bool) -> None:
    (row,) = rows(nlp, text)
    assert row["speaker"]["official"] is official


def test_characterizations_name_the_triggers_that_they_are_about(nlp: Language) -> None:
    doc = nlp(
        "Rebels shelled the town of Orsk. The army called the shelling a massacre. The mayor condemned it."
    )
    triggers = {t: doc[row["head"]].text for t, row in doc._.triggers.items()}
    about = [[triggers[t] for t in row["triggers"]] for row in doc._.characterizations]
    assert "shelling" in about[0]
    assert {"shelling", "massacre", "shelled"} & set(about[1])
