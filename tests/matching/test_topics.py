"""Articles in which the words of war are metaphors, and some in which they are not."""

import pytest
from spacy.language import Language

import eventwire

SPORT = (
    "The striker fired a shot past the goalkeeper in the second half and the captain attacked the referee's call. "
    "The team's coach said the match had been a battle. The league leaders raided the left wing, and a midfielder "
    "blasted the ball over the goal. The season ends in May, when the cup final fills the stadium."
)
BUSINESS = (
    "Shares of the retailer plunged as traders attacked its forecast. Analysts said the company had bombed with "
    "investors, and that its rival would invade the market with a cheaper product next quarter. The brand's sales "
    "fell and its profit collapsed; customers fled to a competitor."
)
MIXED = (
    SPORT + " After the match police fired tear gas at fans outside the stadium, and 30 people were injured."
)


@pytest.mark.parametrize("text", [SPORT, BUSINESS], ids=["sport", "business"])
def test_metaphors_are_no_events(nlp: Language, text: str) -> None:
    assert [event.trigger.text for event in eventwire.extract(text, nlp=nlp).events] == []


def test_an_armed_sentence_counts_whatever_the_topic(nlp: Language) -> None:
    events = eventwire.extract(MIXED, nlp=nlp).events
    assert [event.type for event in events] == ["ASSAULT"]
    assert "fired" in {mention.text for mention in events[0].mentions}


def test_a_topic_is_given_as_the_reason(nlp: Language) -> None:
    doc = nlp(SPORT)
    assert "topic/sport" in {row["why"] for row in doc._.rejected}


QUIET = (
    "Rain had come in twice last winter. The library stays open on Sundays. Its hours may change in the spring. "
    "A clerk read the minutes of the last evening. Coffee was served in the hall. The new benches are of oak. "
)
COUNCIL = (
    "A resident urged the mayor to mend the school roof. The mayor said that money is short. " + QUIET * 4
)


def test_an_article_in_which_nobody_is_armed_makes_no_demands(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlp.get_pipe("eventwire_triggers"), "scorer", None)  # which turns them down first
    doc = nlp(COUNCIL)
    assert "REQUEST" not in {row["type"] for row in doc._.triggers.values()}
    assert "calm/civil" in {row["why"] for row in doc._.rejected}


def test_soldiers_keep_the_events_of_their_sentence(nlp: Language) -> None:
    events = eventwire.extract(
        COUNCIL + "The mayor urged the rebels of the Karo Front to free him.", nlp=nlp
    ).events
    assert "REQUEST" in {event.type for event in events}
