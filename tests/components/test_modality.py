"""Minimal pairs: one deed, told in every way in which it may or may not have happened."""

from __future__ import annotations

import pytest
from spacy.language import Language

# sentence, the trigger's word, modality, negated, outcome
TABLE = [
    # the deed itself
    ("Rebels shelled the base.", "shelled", "actual", False, "unknown"),
    ("Rebels did not shell the base.", "shell", "actual", True, "unknown"),
    ("Rebels never shelled the base.", "shelled", "actual", True, "unknown"),
    ("Nobody shelled the base.", "shelled", "actual", True, "unknown"),
    ("No rebels shelled the base.", "shelled", "actual", True, "unknown"),
    ("The rebels left without shelling the base.", "shelling", "actual", True, "unknown"),
    # tried
    ("Rebels tried to shell the base.", "shell", "attempted", False, "unknown"),
    ("Rebels attempted to shell and storm the base.", "storm", "attempted", False, "unknown"),
    ("Rebels made two attempts to shell the base.", "shell", "attempted", False, "unknown"),
    ("Rebels made two unsuccessful attempts to shell the base.", "shell", "attempted", False, "failed"),
    ("Rebels failed to shell the base.", "shell", "attempted", False, "failed"),
    ("Rebels managed to shell the base.", "shell", "actual", False, "succeeded"),
    ("Rebels did not try to shell the base.", "shell", "attempted", True, "unknown"),
    ("Guards stopped an attempted attack on the base.", "attack", "attempted", False, "failed"),
    # threatened
    ("Rebels threatened to shell the base.", "shell", "threatened", False, "unknown"),
    ("Rebels warned that they would shell the base.", "shell", "threatened", False, "unknown"),
    ("Rebels vowed to shell the base.", "shell", "threatened", False, "unknown"),
    ("Rebels repeated a threat to shell the base.", "shell", "threatened", False, "unknown"),
    ("Rebels threatened to carry out attacks on the base.", "attacks", "threatened", False, "unknown"),
    # planned
    ("Rebels plan to shell the base.", "shell", "planned", False, "unknown"),
    ("Rebels will shell the base.", "shell", "planned", False, "unknown"),
    ("Rebels were about to shell the base.", "shell", "planned", False, "unknown"),
    ("Rebels are expected to shell the base.", "shell", "planned", False, "unknown"),
    ("Rebels announced that they would shell the base.", "shell", "planned", False, "unknown"),
    ("Police found plans to shell the base.", "shell", "planned", False, "unknown"),
    ("The army agreed to withdraw from the valley.", "withdraw", "planned", False, "unknown"),
    ("The army will shell and storm the base.", "storm", "planned", False, "unknown"),
    # requested
    ("The council urged rebels to withdraw from the valley.", "withdraw", "requested", False, "unknown"),
    ("The general ordered troops to shell the base.", "shell", "requested", False, "unknown"),
    ("The council demanded the withdrawal of the rebels.", "withdrawal", "requested", False, "unknown"),
    ("The rebels should withdraw from the valley.", "withdraw", "requested", False, "unknown"),
    # alleged and denied
    ("Officials accused rebels of shelling the base.", "shelling", "alleged", False, "unknown"),
    ("Rebels were accused of shelling the base.", "shelling", "alleged", False, "unknown"),
    ("Rebels allegedly shelled the base.", "shelled", "alleged", False, "unknown"),
    ("Rebels are believed to have shelled the base.", "shelled", "alleged", False, "unknown"),
    ("Rebels may have shelled the base.", "shelled", "alleged", False, "unknown"),
    ("Rebels denied shelling the base.", "shelling", "denied", False, "unknown"),
    ("Rebels denied that they shelled the base.", "shelled", "denied", False, "unknown"),
    ("Rebels rejected accusations that they shelled the base.", "shelled", "alleged", False, "unknown"),
    ("Rebels did not deny shelling the base.", "shelling", "alleged", False, "unknown"),
    ("Rebels, the army alleged, shelled the base.", "shelled", "alleged", False, "unknown"),
    # reported speech and what stands beside a request change nothing
    ("The general told reporters that rebels shelled the base.", "shelled", "actual", False, "unknown"),
    ("Officials said rebels shelled the base.", "shelled", "actual", False, "unknown"),
    ("The governor agreed that rebels shelled the base.", "shelled", "actual", False, "unknown"),
    # hypothetical
    ("Rebels would shell the base if they were provoked.", "shell", "hypothetical", False, "unknown"),
    ("If rebels shell the base, the road will close.", "shell", "hypothetical", False, "unknown"),
    ("Rebels could shell the base.", "shell", "hypothetical", False, "unknown"),
    ("Residents feared an attack on the base.", "attack", "hypothetical", False, "unknown"),
    ("The risk of an attack on the base grew.", "attack", "hypothetical", False, "unknown"),
    ("Troops came to prevent an attack on the base.", "attack", "hypothetical", False, "unknown"),
    # nouns
    ("An attack on the base killed two soldiers.", "attack", "actual", False, "succeeded"),
    ("No attack on the base was reported.", "attack", "actual", True, "unknown"),
    ("There were no attacks on the base.", "attacks", "actual", True, "unknown"),
    ("A failed attack on the base angered the general.", "attack", "actual", False, "failed"),
    ("The attack on the base failed.", "attack", "actual", False, "failed"),
    ("The attack on the base was unsuccessful.", "attack", "actual", False, "failed"),
    ("The garrison repelled an attack on the base.", "attack", "actual", False, "failed"),
    ("Police foiled an attack on the base.", "attack", "attempted", False, "failed"),
    ("Police failed to prevent an attack on the base.", "attack", "actual", False, "unknown"),
    ("Police could not prevent an attack on the base.", "attack", "actual", False, "unknown"),
    ("The general called off the attack on the base.", "attack", "planned", True, "unknown"),
    # weapons and effects
    ("Rebels fired two rockets at the base.", "fired", "actual", False, "unknown"),
    ("Rebels fired two rockets at the base, but both missed.", "fired", "attempted", False, "failed"),
    ("Rebels fired two rockets at the base, but both were intercepted.", "fired", "attempted", False, "intercepted"),
    ("Rebels fired rockets at the base. They were intercepted by the army.", "fired", "attempted", False, "intercepted"),
    ("Rebels shelled the base, killing two soldiers.", "shelled", "actual", False, "succeeded"),
    ("Rebels shelled the base, wounding nobody.", "shelled", "actual", False, "unknown"),
    ("Rebels killed two soldiers.", "killed", "actual", False, "succeeded"),
    ("Rebels tried to kill two soldiers.", "kill", "attempted", False, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word", "modality", "negated", "outcome"), TABLE, ids=[row[0] for row in TABLE]
)
def test_minimal_pairs(
    nlp: Language, text: str, word: str, modality: str, negated: bool, outcome: str
) -> None:
    doc = nlp(text)
    ids = [t for t, row in doc._.triggers.items() if doc[row["head"]].text == word]
    assert ids, doc._.triggers
    row = doc._.modalities[ids[0]]
    assert (row["modality"], row["negated"], row["outcome"]) == (modality, negated, outcome)
    for field, default in (("modality", "actual"), ("negated", False), ("outcome", "unknown")):
        if row[field] != default:
            assert row["provenance"][field]
        for source in row["provenance"].get(field, []):
            assert 0 <= source["start"] < source["end"] <= len(text)
