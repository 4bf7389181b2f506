"""Figures on cases small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eventwire.errors import EventwireError
from eventwire.evaluation import evaluate
from eventwire.evaluation.authoring import build
from eventwire.evaluation.compare import bounds, closeness, kilometres
from eventwire.evaluation.counts import Counts
from eventwire.evaluation.gates import parse_gate, unmet
from eventwire.evaluation.report import to_json
from eventwire.evaluation.source import parse_source
from eventwire.schema import ArticleRecord, TextSpan

GOLD = """
=== text
[Rebels|reb: A armed_group SDN] [fired|@e1] [two|q: Q 2] [rockets|w: W rocket] at [Kassala|kas: P city SDN ll=15.45,36.4] on [Monday|d: D 2020-05-04]. The [attack|@e1] failed.
The [army|army: A military SDN] [condemned|@e2; @c1] [the [raid|@e1]|@c1.content], and [police|pol: A police SDN] [said|@c2] [nothing was [hit|@e1]|@c2.content].
=== events
e1: ASSAULT/heavy-weapons attempted/failed agent=reb place=kas weapon=w when=d weapons=q:of=w
e2: ACCUSE/disapprove actual/succeeded agent=army
=== characterizations
c1: condemn speaker=army official about=e1
c2: report speaker=pol official about=e1
"""


def record(source: str, name: str = "a") -> ArticleRecord:
    return build(parse_source(source, Path("a.gold")), name)[0]


def changed(*changes: tuple[str, str]) -> ArticleRecord:
    source = GOLD
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    return record(source)


def figures(counts: Counts) -> tuple[int, int, int]:
    return counts.tp, counts.fp, counts.fn


def test_gold_against_itself_is_perfect() -> None:
    scores = evaluate([record(GOLD)], [record(GOLD)])
    for name, layer in scores.layers.items():
        assert layer.total.exact.f1 == layer.total.overlap.f1 == 1.0, name
        assert all(value.value == 1.0 for value in layer.values.values()), name
    assert figures(scores.layers["mentions"].total.exact) == (7, 0, 0)
    assert figures(scores.layers["entities"].total.exact) == (5, 0, 0)
    assert figures(scores.layers["events"].total.exact) == (2, 0, 0)
    assert figures(scores.layers["arguments"].total.exact) == (5, 0, 0)
    assert figures(scores.layers["characterizations"].total.exact) == (2, 0, 0)


def test_empty_prediction_misses_everything_and_has_no_precision() -> None:
    empty = ArticleRecord(document=record(GOLD).document)
    scores = evaluate([record(GOLD)], [empty])
    total = scores.layers["mentions"].total.overlap
    assert figures(total) == (0, 0, 7)
    assert (total.precision, total.recall, total.f1) == (None, 0.0, 0.0)
    matched = scores.layers["arguments_of_matched_events"].total.overlap
    assert (matched.precision, matched.recall, matched.f1) == (None, None, None)
    assert json.loads(to_json(scores))["layers"]["mentions"]["overlap"]["precision"] is None


def test_wider_mention_overlaps_and_wrong_label_is_both_missed_and_false() -> None:
    guess = changed(
        ("[two|q: Q 2] [rockets|w: W rocket]", "[two|q: Q 2] [rockets at|w: W rocket]"),
        ("] at [Kassala", "] [Kassala"),
        ("[police|pol: A police SDN]", "[police|pol: P facility SDN]"),
    )
    layer = evaluate([record(GOLD)], [guess]).layers["mentions"]
    assert figures(layer.total.exact) == (5, 2, 2)
    assert figures(layer.total.overlap) == (6, 1, 1)
    assert figures(layer.groups["label"]["ACTOR"].overlap) == (2, 0, 1)
    assert figures(layer.groups["label"]["PLACE"].overlap) == (1, 1, 0)
    assert figures(layer.groups["kind"]["ACTOR/police"].overlap) == (0, 0, 1)
    assert figures(layer.groups["kind"]["WEAPON/rocket"].exact) == (0, 1, 1)


def test_leading_determiner_quotes_and_possessive_do_not_count() -> None:
    for text, at in (
        ("the army", (4, 8)),
        ("“army”", (1, 5)),
        ("army's", (0, 4)),
        ("the", (0, 3)),
        ('the "', (0, 3)),
    ):
        assert bounds(TextSpan(start=0, end=len(text), text=text)) == at


def test_values_are_compared_on_matched_mentions() -> None:
    guess = changed(
        ("D 2020-05-04", "D 2020-05-11"),
        ("Q 2]", "Q 3]"),
        ("P city SDN ll=15.45,36.4", "P city ETH ll=13.5,39.47"),
        ("A armed_group SDN", "A military SDN"),
    )
    values = evaluate([record(GOLD)], [guess]).layers["mentions"].values
    counted = {name: (v.correct, v.total) for name, v in values.items()}
    assert counted["date_bounds"] == (0, 1)
    assert counted["quantity_bounds"] == (0, 1)
    assert counted["place_country"] == (0, 1)
    assert counted["place_within_25_km"] == (0, 1)
    assert counted["actor_kind"] == (2, 3)
    assert counted["actor_country"] == (3, 3)
    assert counted["weapon_kind"] == (1, 1)


def test_end_to_end_counts_what_was_missed_and_what_was_false() -> None:
    guess = changed(
        ("[two|q: Q 2]", "two"),  # missed, and the quantity of the event with it
        ("weapons=q:of=w", ""),
        ("D 2020-05-04", "D 2020-05-11"),  # found, wrong
        ("[police|pol: A police SDN]", "[police|pol: A civilians SDN]"),
        ("was [hit|@e1]|", "[was|new: A media] [hit|@e1]|"),  # false
    )
    layers = evaluate([record(GOLD)], [guess]).layers
    values = layers["mentions"].values
    assert figures(values["date_bounds"].end_to_end) == (0, 1, 1)
    assert figures(values["quantity_bounds"].end_to_end) == (0, 0, 1)
    assert values["quantity_bounds"].value is None
    assert figures(values["actor_kind"].end_to_end) == (2, 2, 1)
    assert figures(values["place_within_25_km"].end_to_end) == (1, 0, 0)
    assert figures(layers["quantities"].values["bounds"].end_to_end) == (0, 0, 1)
    plain = layers["mentions"].to_dict()
    assert "quantity_bounds" not in plain["values"]
    assert plain["values_end_to_end"]["quantity_bounds"]["recall"] == 0.0


def test_what_a_characterization_is_about_end_to_end() -> None:
    """An event that was not found is no fault of the characterization among the matched, but is end to end."""
    lost = evaluate(
        [record(GOLD)],
        [changed(("e2: ACCUSE/disapprove", "e2: THREATEN"), ("e1: ASSAULT/heavy-weapons", "e1: COERCE"))],
    )
    value = lost.layers["characterizations"].values["events"]
    assert (value.correct, value.total) == (0, 0)
    assert figures(value.end_to_end) == (0, 2, 2)


def test_distances() -> None:
    guess = changed(("ll=15.45,36.4", "ll=15.45,36.5"))
    spread = evaluate([record(GOLD)], [guess]).layers["mentions"].to_dict()["distances"]
    assert spread == {"place": {"pairs": 1, "median_km": 10.7, "p90_km": 10.7}}


def test_layers_are_the_sum_of_the_articles() -> None:
    other = changed(("place=kas", "target=kas"))
    both = evaluate([record(GOLD, "a"), record(GOLD, "b")], [record(GOLD, "a"), record(GOLD, "b")])
    assert figures(both.layers["arguments"].total.overlap) == (10, 0, 0)
    assert figures(both.articles["b"].layers["arguments"].total.overlap) == (5, 0, 0)
    mixed = evaluate([record(GOLD)], [other])
    assert mixed.layers["arguments"].to_dict() == mixed.articles["a"].layers["arguments"].to_dict()


def test_no_gold_is_an_error() -> None:
    with pytest.raises(EventwireError, match="found no gold records"):
        evaluate([], [])


def test_event_is_found_by_a_further_mention_but_not_exactly() -> None:
    guess = changed(("[fired|@e1]", "fired"), ("attempted/failed", "actual/failed"), ("when=d", ""))
    layer = evaluate([record(GOLD)], [guess]).layers["events"]
    assert figures(layer.total.exact) == (1, 1, 1)
    assert figures(layer.total.overlap) == (2, 0, 0)
    assert (layer.values["modality"].correct, layer.values["modality"].total) == (1, 2)
    assert (layer.values["outcome"].correct, layer.values["outcome"].total) == (2, 2)
    assert (layer.values["time"].correct, layer.values["time"].total) == (1, 2)


def test_wrong_type_is_identified_but_no_hit() -> None:
    guess = changed(("ACCUSE/disapprove", "THREATEN"))
    layers = evaluate([record(GOLD)], [guess]).layers
    assert figures(layers["events"].total.overlap) == (1, 1, 1)
    assert figures(layers["events"].groups["identification"]["any type"].overlap) == (2, 0, 0)
    # its argument is missed and false, and no argument of a matched event
    assert figures(layers["arguments"].total.overlap) == (4, 1, 1)
    assert figures(layers["arguments_of_matched_events"].total.overlap) == (4, 0, 0)


def test_role_counts() -> None:
    guess = changed(("place=kas", "target=kas"))
    layer = evaluate([record(GOLD)], [guess]).layers["arguments"]
    assert figures(layer.total.overlap) == (4, 1, 1)
    assert figures(layer.groups["role"]["place"].overlap) == (0, 0, 1)
    assert figures(layer.groups["role"]["target"].overlap) == (0, 1, 0)


def test_one_event_split_in_two_is_one_false_positive() -> None:
    guess = changed(
        ("The [attack|@e1]", "The [attack|@e3]"), ("e2: ", "e3: ASSAULT attempted/failed agent=reb\ne2: ")
    )
    assert figures(evaluate([record(GOLD)], [guess]).layers["events"].total.overlap) == (2, 1, 0)


def test_other_mention_of_the_same_entity() -> None:
    gold = GOLD.replace("The [army", "The [group|reb] and the [army")
    guess = record(gold.replace("agent=reb", "agent=reb#2"))
    layers = evaluate([record(gold)], [guess]).layers
    assert figures(layers["arguments"].groups["role"]["agent"].overlap) == (1, 1, 1)
    assert figures(layers["arguments_by_entity"].groups["role"]["agent"].overlap) == (2, 0, 0)


def test_split_entity() -> None:
    gold = GOLD.replace("The [army", "The [group|reb] and the [army")
    guess = record(gold.replace("[group|reb]", "[group|grp: A armed_group SDN]"))
    layer = evaluate([record(gold)], [guess]).layers["entities"]
    assert figures(layer.total.exact) == (4, 2, 1)
    assert figures(layer.total.overlap) == (5, 1, 0)


def test_act_is_strict_under_exact_only() -> None:
    guess = changed(
        ("c2: report", "c2: claim stance=neutral"), ("c1: condemn speaker=army", "c1: condemn speaker=pol")
    )
    layer = evaluate([record(GOLD)], [guess]).layers["characterizations"]
    assert figures(layer.total.overlap) == (2, 0, 0)
    assert figures(layer.total.exact) == (1, 1, 1)
    assert (layer.values["speaker"].correct, layer.values["speaker"].total) == (1, 2)
    assert (layer.values["stance"].correct, layer.values["stance"].total) == (2, 2)
    assert (layer.values["events"].correct, layer.values["events"].total) == (2, 2)
    assert figures(layer.groups["act"]["claim"].exact) == (0, 1, 0)


def test_order_of_articles_does_not_matter() -> None:
    a, b = record(GOLD, "a"), record(GOLD, "b")
    assert evaluate([a, b], [b, a]).to_dict() == evaluate([b, a], [a, b]).to_dict()


def test_other_articles_are_an_error() -> None:
    with pytest.raises(EventwireError, match="without prediction: \\['a'\\]"):
        evaluate([record(GOLD, "a")], [record(GOLD, "b")])
    with pytest.raises(EventwireError, match="two gold records for article 'a'"):
        evaluate([record(GOLD)] * 2, [record(GOLD)])


def test_another_text_is_an_error() -> None:
    with pytest.raises(EventwireError, match="different texts"):
        evaluate([record(GOLD)], [changed(("failed.", "failed!"))])


def test_gate() -> None:
    scores = evaluate([record(GOLD)], [changed(("place=kas", "target=kas"))])
    assert unmet(scores, [parse_gate("arguments=0.8")]) == []
    assert unmet(scores, [parse_gate("arguments.exact=0.81")]) == [
        "arguments (exact): F1 0.800 is under 0.81"
    ]
    for wrong in ("arguments", "words=0.5", "events=2", "events.best=0.5", "events=x"):
        with pytest.raises(EventwireError, match="expected LAYER=F1"):
            parse_gate(wrong)


def test_closeness_and_distance() -> None:
    assert closeness((0, 4), (0, 4)) == 2.0
    assert closeness((0, 4), (2, 6)) == pytest.approx(2 / 6)
    assert closeness((0, 4), (4, 6)) == 0.0
    # Paris to London, known to be about 344 km
    assert kilometres((48.8566, 2.3522), (51.5074, -0.1278)) == pytest.approx(343.6, abs=1)
