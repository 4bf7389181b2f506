"""Whole small articles (fiction) and the events that come out: merging, time, place, figures, reading, provenance."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventwire
from eventwire import Article
from eventwire.components.events import make_events
from eventwire.resources import DEFAULT_MODEL
from eventwire.schema import ArticleRecord, Event

BRIEFING = (
    "On Thursday the defense ministry confirmed that its troops in Chad had faced attempted attacks by "
    "Libyan-backed gunmen.\n"
    "Col. Idris Maloum, the ministry's spokesman, said that on May 14 the gunmen made two unsuccessful attempts to "
    "hit the garrison at Faya. He said the attempted attacks involved three drones that targeted the airfield. "
    "The incident came after rockets were fired from southern Libya toward Chadian soldiers in Aouzou on the "
    "previous day.\n"
    "Maloum described the rocket fire as “a failed attack”. About 400 French troops are stationed in Faya.\n"
)


def record(text: str, nlp: Language, published: str | None = "2021-05-20") -> ArticleRecord:
    return eventwire.extract(Article(id="t", text=text, published=published, language="en"), nlp=nlp)


def events(text: str, nlp: Language, published: str | None = "2021-05-20") -> tuple[Event, ...]:
    return record(text, nlp, published).events


def fillers(event: Event, role: str) -> list[str]:
    return [argument.text for argument in event.arguments if argument.role == role]


def test_a_briefing(nlp: Language) -> None:
    drones, rockets = events(BRIEFING, nlp)
    assert (drones.type, drones.modality, drones.outcome) == ("ASSAULT", "attempted", "failed")
    assert "drone" in drones.modes
    assert {"attempted attacks", "targeted"} <= {mention.text for mention in drones.mentions}
    assert drones.time is not None
    assert (drones.time.start, drones.time.end) == ("2021-05-14", "2021-05-14")
    assert fillers(drones, "agent") == ["Libyan-backed gunmen"]
    assert (rockets.modes[0], rockets.outcome) == ("heavy-weapons", "failed")
    assert rockets.time is not None
    assert (rockets.time.start, rockets.time.basis) == ("2021-05-13", "anchored")
    assert fillers(rockets, "target") == ["Chadian soldiers"]
    assert rockets.location is not None
    assert rockets.location.name == "Aouzou"


def test_deaths_belong_to_the_act_that_caused_them(nlp: Language) -> None:
    (event,) = events(
        "A car bomb exploded at a market in Mosul on Monday. At least 14 people were killed.", nlp
    )
    assert [(q.measure, q.low, q.high) for q in event.quantities] == [("killed", 14, None)]
    assert event.outcome == "succeeded"


def test_a_late_toll_belongs_to_what_the_article_is_about(nlp: Language) -> None:
    text = (
        "A car bomb exploded at a market in Mosul on Monday. Shops stayed shut. The governor spoke on the radio. "
        "Schools will open later. The clinic has registered 53 dead and put the injured at 90."
    )
    (event,) = (e for e in events(text, nlp) if e.type == "ASSAULT")
    assert {(q.measure, q.low) for q in event.quantities} == {("killed", 53), ("wounded", 90)}


def test_the_rules_decide_where_the_scorer_is_switched_off(nlp: Language) -> None:
    component = nlp.get_pipe("eventwire_events")
    other = make_events(nlp, "rules", DEFAULT_MODEL, scorer=True, identity=False)
    doc = nlp("Rebels shelled Bunia on Monday. Shells also fell on Goma on Tuesday.")
    assert other.to_bytes() == component.to_bytes()
    assert len(other(doc)._.events) == 2


def test_two_towns_are_two_events(nlp: Language) -> None:
    found = events("Rebels shelled Bunia on Monday. The rebels shelled Goma on Tuesday.", nlp, "2023-02-16")
    assert [event.location and event.location.name for event in found] == ["Bunia", "Goma"]
    assert [event.time and event.time.start for event in found] == ["2023-02-13", "2023-02-14"]


def test_what_both_sides_say_is_alleged(nlp: Language) -> None:
    found = events(
        "The army shelled the village of Komanda, residents said. The army denied shelling the village.", nlp
    )
    assert {event.modality for event in found} == {"alleged"}


def test_since_leaves_the_end_open(nlp: Language) -> None:
    (event,) = events("Rebels have shelled Goma since March.", nlp, "2023-06-16")
    assert event.time is not None
    assert (event.time.start, event.time.end, event.time.edtf) == ("2023-03-01", None, "2023-03/..")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Soldiers have sealed off the station since Tuesday night.", "2023-06-13", None),
        ("Soldiers shelled Goma before dawn on Tuesday.", "2023-06-13", "2023-06-13"),
        ("Belgium has been on alert since Tuesday, when rebels shelled Goma.", "2023-06-13", "2023-06-13"),
        ("Patrols stopped in May 2021 when rebels shelled Goma.", "2021-05-01", "2021-05-31"),
    ],
)
def test_what_a_preposition_opens(nlp: Language, text: str, start: str, end: str | None) -> None:
    (event,) = (e for e in events(text, nlp, "2023-06-16") if e.type in ("ASSAULT", "COERCE"))
    assert event.time is not None
    assert (event.time.start, event.time.end) == (start, end)


@pytest.mark.parametrize("published", ["2023-06-16", None])
def test_attacks_since_a_month_are_not_the_attack_of_the_day(nlp: Language, published: str | None) -> None:
    text = "Militants fired rockets at the base at Karo on Monday. There have been dozens of rocket attacks on the base since March."
    found = events(text, nlp, published)
    assert [event.trigger.text for event in found] == ["fired", "attacks"]


def test_a_record_since_a_day_is_not_its_time(nlp: Language) -> None:
    (event,) = events("Rebels shelled Goma for the first time since March.", nlp, "2023-06-16")
    assert event.time is None


def test_a_dateline_locates_its_own_item_only(nlp: Language) -> None:
    text = "MOSUL - Gunmen killed a judge.\n\nBASRA - Gunmen abducted a doctor.\n"
    found = events(text, nlp)
    assert [(e.location.name, e.location.basis) for e in found if e.location] == [
        ("Mosul", "dateline"),
        ("Basra", "dateline"),
    ]


def test_nothing_is_dated_by_the_publication_silently(nlp: Language) -> None:
    (event,) = events("Rebels shelled Goma.", nlp)
    assert event.time is None


@pytest.mark.parametrize(
    "text",
    [
        "About 2,500 troops are stationed in Mali.",
        "The rebels hold the town of Sake.",
        "The retailer launched a new phone.",
    ],
)
def test_states_and_other_senses_are_no_events(text: str, nlp: Language) -> None:
    assert events(text, nlp) == ()


def test_every_field_has_its_origin(nlp: Language) -> None:
    for event in events(BRIEFING, nlp):
        roles = {f"arguments.{argument.role}" for argument in event.arguments}
        fields = {
            "type",
            "modes",
            "trigger",
            "modality",
            "negated",
            "outcome",
            "quantities",
            "time",
            "location",
        }
        assert fields | roles | {"codes", "evidence", "confidence"} <= set(event.provenance)
        for rows in event.provenance.values():
            assert rows


def test_spans_are_the_text_that_they_say(nlp: Language) -> None:
    text = BRIEFING.replace("Col.", "Col. \U0001f6f0\ufe0f e\u0301")
    for event in events(text, nlp):
        for span in (event.trigger, *event.mentions, *event.arguments, *event.quantities):
            assert text[span.start : span.end] == span.text


def test_a_denial_is_linked_to_what_it_denies(nlp: Language) -> None:
    found = record("Chad accused Libya of bombing Faya on Monday. Libya denied that it had bombed Faya.", nlp)
    denial = next(c for c in found.characterizations if c.act == "deny")
    by_id = {event.id: event for event in found.events}
    assert [by_id[e].type for e in denial.events] == ["ASSAULT"]


def test_a_heading_dates_what_stands_below_it(nlp: Language) -> None:
    text = (
        "Incidents in the delta on Tuesday:\n\n"
        "ARIMA - Gunmen shot dead a clerk outside the bank.\n\n"
        "MORUGA - Gunmen shot dead two guards on Monday night.\n"
    )
    starts = [event.time.start for event in events(text, nlp) if event.time]
    assert starts == ["2021-05-18", "2021-05-17"]


def test_what_was_done_was_not_done_tomorrow(nlp: Language) -> None:
    (event, *_) = events("The general demanded that the rebels leave the town by 28 May.", nlp)
    assert event.type == "REQUEST"
    assert event.time is None


def test_a_part_of_the_day_is_of_the_day_told_last(nlp: Language) -> None:
    found = events("Rebels shelled the port on Monday. At dusk a car bomb exploded in the market.", nlp)
    assert [event.time.start for event in found if event.time] == ["2021-05-17", "2021-05-17"]
    assert [event.time.basis for event in found if event.time] == ["text", "anchored"]


def test_a_question_about_an_act_is_no_other_act(nlp: Language) -> None:
    text = (
        "On Monday rockets were fired toward Chadian soldiers in Aouzou. The ministry refused to describe the rocket firings "
        "as an attack, citing doubts over whether they targeted the garrison."
    )
    (event,) = (event for event in events(text, nlp) if event.type == "ASSAULT")
    assert {"fired", "targeted"} <= {mention.text for mention in event.mentions}
    assert event.modality != "hypothetical"


def test_a_question_about_others_is_an_act_of_its_own(nlp: Language) -> None:
    text = "Shells fell on Aouzou on Monday. It was unclear whether the rebels had also bombed Faya."
    assert [event.modality for event in events(text, nlp)][-1] == "hypothetical"


def test_no_place_is_passed_on_where_the_article_has_gone_elsewhere(nlp: Language) -> None:
    there = "The army shelled rebels in Mosul."
    between = "About 300 French soldiers are based in Amman."
    again = "Gunmen then shot dead two guards."
    near = events(f"{there} {again}", nlp)
    assert near[-1].location is not None
    assert near[-1].location.basis == "inherited"
    assert events(f"{there} {between} {again}", nlp)[-1].location is None


def test_a_launcher_is_destroyed_where_it_fired_from_not_where_its_rounds_fell(nlp: Language) -> None:
    fired = "Rockets were fired from Sinjar at a base near Tall Baydar on Monday."
    hit = events(f"{fired} An aircraft then destroyed the launcher.", nlp)[-1]
    assert hit.location is not None
    assert (hit.location.name, hit.location.country, hit.location.basis) == ("Sinjār", "IRQ", "inherited")
    assert [step.rule for step in hit.provenance["location"]] == ["inherit/launch-site"]
    for other in ("Gunmen then destroyed a school.", "A destroyer shot down the rocket over Rmelan."):
        elsewhere = events(f"{fired} {other}", nlp)[-1]
        assert elsewhere.location is None or elsewhere.location.name != "Sinjār"


def test_by_rules_a_day_is_passed_on_to_what_goes_on_and_to_nothing_else() -> None:
    plain = eventwire.load(exclude=["eventwire_times"])

    def last(text: str) -> object:
        time = events(text, plain, "2012-06-15")[-1].time
        return time and (time.start, time.basis)

    assert last("Shells fell on Goma on Monday. Gunmen then stormed a police post.") == (
        "2012-06-11",
        "anchored",
    )
    assert last("Shells fell on Goma last month. Gunmen stormed a police post.") is None
    assert last("Shells fell on Goma on Monday. Gunmen had stormed a police post.") is None


def test_what_came_before_an_incident_is_another_event(nlp: Language) -> None:
    text = (
        "Rebel drones attacked the Olvik air base on May 18. "
        "The incident occurred shortly after rockets were fired at the Marsk barracks on May 17.\n"
    )
    found = [e for e in events(text, nlp) if e.type == "ASSAULT"]
    assert len(found) == 2
    assert [{m.text for m in e.mentions} & {"attacked", "fired"} for e in found] == [{"attacked"}, {"fired"}]


def test_what_came_before_has_not_the_day_of_what_came_after(nlp: Language) -> None:
    text = "Two engineers returned to Olvik on Tuesday, days after gunmen attacked their camp.\n"
    attack = next(e for e in events(text, nlp) if e.trigger.text == "attacked")
    assert attack.time is None


def test_a_day_behind_what_came_before_is_its_day(nlp: Language) -> None:
    text = (
        "Drones attacked the Olvik air base on April 22. The incident occurred shortly after rockets were fired from northern "
        "Mali toward soldiers stationed in Marsk, on the previous day. The incident involved a launcher that fired rockets.\n"
    )
    found = [e for e in events(text, nlp) if e.type == "ASSAULT"]
    assert [str(e.time.start) for e in found if e.time] == ["2021-04-22", "2021-04-21"]
