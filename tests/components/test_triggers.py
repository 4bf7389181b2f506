"""Triggers: words in marked sentences, and trigger-like words that are turned down with a reason."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire import layers
from eventwire.lexicon.markup import parse_markup

SENTENCES = [
    "Troops in the valley faced [attempted attacks](ASSAULT) by militia groups.",
    "Militia groups made two unsuccessful attempts to [target](ASSAULT) U.S. forces.",
    "The rebels launched an [attack](ASSAULT) on the port.",
    "A militant group carried out the [bombing](ASSAULT) of the market.",
    "Rockets were [fired](ASSAULT) from the hills toward the base.",
    "A coalition aircraft intervened, [destroying](ASSAULT) the rocket system.",
    "Villagers have lived with drone and rocket [strikes](ASSAULT) since May.",
    "Gunmen [took](ASSAULT) two nurses hostage.",
    "The teachers' [strike](PROTEST) shut every school.",
    "An [air strike](ASSAULT) on the depot started a fire.",
    # the head of a phrase with "of" is its first word
    "The presidency decreed a [state of emergency](COERCE) on Saturday.",
    "An [exchange of fire](ASSAULT) on the ridge lasted until dawn.",
    # a protest that is lodged accuses, nobody marches
    "The ministry [lodged a protest](ACCUSE) with the embassy.",
    # one act, not a protest and its consequence
    "Mourners [pelted](PROTEST) the compound with stones.",
    "Three buses were [torched](ASSAULT) overnight.",
    # no events
    "Oslo, 12 March.",
    # a pronoun is what it stands for; a name is also its title
    "The rebels were tired. They [pulled back](RETREAT) to the hills.",
    "The army [denounced](ACCUSE) the decree. It [accused](ACCUSE) the junta of fraud.",
    "Envoy Anna Holm [flew](CONSULT) to Cairo on Monday.",
    # the complement of an order, through coordination, and of a promise
    "The general [urged](REQUEST) the troops to wait and [turn back](RETREAT).",
    "Both ministers are due to [meet](CONSULT) in Geneva.",
    "The junta [called off](CONCEDE) the drill.",
    # "talks" but not every "talk"
    "The army [shelled](ASSAULT) the ridge, and the [talks](CONSULT) over the hostages went on.",
    # no events
    "The army shrugged at talk that the hostages were dead.",
    "The minister warned that prices could fall.",
    "About 2,500 troops are stationed in the north.",
    "An additional 900 soldiers are deployed in the south.",
    "The group holds the town.",
    # nor a readiness, a mission, what troops are stationed for, what a weapon can do
    "The colonel said that the battalion stands ready to defend its outposts.",
    "Their missions mainly involve training local soldiers and conducting counterterrorism operations against the group.",
    "The main task of the brigade is to train local militias.",
    "About 300 marines are stationed in Faya to train local militias.",
    "The missile is capable of striking the capital.",
    # but what was done on one is an event, and so is an order
    "The mission [bombed](ASSAULT) two depots on Monday.",
    "The brigade, on a mission in the north, [shelled](ASSAULT) the ridge.",
    "The brigade [stood to](MOBILIZE) before dawn.",
    "She shot a film about the sea.",
    "The company launched a product on Monday.",
    "The strike price was fixed in May.",
    "The club fired the coach.",
    "The bus crashed into a tree and four people were killed.",
    "An attack helicopter stood on the lawn.",
    "An earthquake struck the island.",
    "A judge issued an arrest warrant.",
    "He lost his savings when stocks plunged in the price war.",
    "The midfielder struck twice in the second half of the match.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_triggers(nlp: Language, sentence: str) -> None:
    text, marks = parse_markup(sentence)
    doc = nlp(text)
    found = {(s.start_char, s.end_char, s.label_) for s in doc.spans[layers.TRIGGERS]}
    assert found == {(m.start, m.end, m.label) for m in marks}


@pytest.mark.parametrize(
    ("sentence", "word", "why"),
    [
        ("She shot a film about the sea.", "shot", "reject"),
        ("The strike price was fixed in May.", "strike", "idiom"),
        ("The attack plan was kept in a safe.", "attack", "modifies a noun"),
        ("The town has no defense against attack.", "attack", "said in general"),
        ("The main task of the brigade is to train local militias.", "train", "what a mission consists of"),
        ("Marines are stationed in Faya to train local militias.", "train", "what troops are stationed for"),
        ("The missile is capable of striking the capital.", "striking", "what a weapon can do"),
    ],
)
def test_rejected_words_keep_their_reason(nlp: Language, sentence: str, word: str, why: str) -> None:
    doc = nlp(sentence)
    reasons = [row["why"] for row in doc._.rejected if doc[row["tokens"][0]].text == word]
    assert reasons
    assert any(reason.startswith(why) for reason in reasons)


def test_bytes_round_trip(nlp: Language) -> None:
    component = nlp.get_pipe("eventwire_triggers")
    doc = nlp("Gunmen attacked a police post.")
    again = type(component)().from_bytes(component.to_bytes())
    assert again(nlp.make_doc("")).spans[layers.TRIGGERS] is not None
    table = dict(doc._.triggers)
    again(doc)
    assert doc._.triggers == table
