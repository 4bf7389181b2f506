"""Templates: gold that names who took part but not by which words; read, scored, and learned from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

import eventwire
from eventwire.errors import GoldError, InputError
from eventwire.evaluation.template_scores import hits, named
from eventwire.evaluation.templates import TemplateGold, normal, read_templates, template_gold
from eventwire.training.template_domain import train_templates

PEOPLE = ("Omar Haddad", "Lena Duarte", "Pavel Novik", "Sami Barzan", "Ines Caldas", "Tomas Ruel")
PLACES = ("Kirkuk", "Baiji", "Samarra", "Tikrit", "Mosul", "Balad")
QUIET = "The ministry opened a new school in {place} on Monday. {person}, a teacher, praised the builders."
NEWS = "Gunmen shot dead {person} in {place} on Monday. The attackers used rifles and fled. Police are searching."


def line(number: int, *, quiet: bool) -> dict[str, object]:
    person, place = PEOPLE[number % 6], PLACES[(number // 6) % 6]
    text = (QUIET if quiet else NEWS).format(person=person, place=place)
    fillers = {"agent": [["gunmen", "the attackers"]], "victim": [[person]], "weapon": [["rifles"]]}
    templates = [] if quiet else [{"type": "ASSAULT", "fillers": fillers}]
    return {"id": f"a{number:02}", "text": text, "published": "2024-04-23", "templates": templates}


@pytest.fixture(scope="module")
def golds() -> list[TemplateGold]:
    return [template_gold(line(number, quiet=number % 3 == 2)) for number in range(36)]


def test_fillers_that_share_a_string_are_one() -> None:
    gold = template_gold(
        {
            "id": "x",
            "text": "…",
            "templates": [
                {"type": "ASSAULT", "fillers": {"agent": [["the FMLN", "guerrillas"], ["Army"]]}},
                {"type": "COERCE", "fillers": {"agent": [["Guerrillas "]]}},
            ],
        }
    )
    assert gold.types == {"ASSAULT", "COERCE"}
    assert set(gold.fillers["agent"]) == {frozenset({"fmln", "guerrillas"}), frozenset({"army"})}
    assert normal("“the  Army’s") == "army"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"templates": None}, "found no list 'templates'"),
        ({"text": 3}, "text: found 3, expected a string"),
        ({"templates": [{"type": "BOMBING"}]}, r"templates.0.type: found 'BOMBING'"),
        ({"templates": [{"type": "ASSAULT", "fillers": {"boss": []}}]}, "found role 'boss'"),
        ({"templates": [{"type": "ASSAULT", "fillers": {"agent": ["x"]}}]}, "found 'x', expected a list"),
    ],
)
def test_a_line_that_is_no_template_is_named(change: dict[str, object], told: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**line(0, quiet=False), **change}) + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=told) as err:
        read_templates([path])
    assert err.value.line == 1


def test_hits_are_one_to_one() -> None:
    gold = [frozenset({"gunmen", "attackers"}), frozenset({"army"})]
    assert hits(gold, [frozenset({"gunmen"}), frozenset({"attackers"})]) == 1
    assert hits(gold, [frozenset({"gunmen", "army"})]) == 0


def test_training_finds_what_the_templates_name(golds: list[TemplateGold]) -> None:
    trained = train_templates(golds, folds=3)
    assert trained.trial is not None
    figures = trained.trial.to_dict()["fillers"]
    assert figures["after"] > 0.9
    assert figures["after"] > figures["before"]
    assert trained.counts["articles with events"] == 24
    assert set(trained.weights) == {
        "roles/articles.npz",
        "roles/spans.npz",
        "roles/participants.npz",
        "events/accept.npz",
        "triggers/admit.npz",
    }


def test_too_little_is_refused(golds: list[TemplateGold]) -> None:
    with pytest.raises(InputError, match="found 9 articles, expected at least 10"):
        train_templates(golds[:9])
    with pytest.raises(InputError, match="found 24 fillers, expected at least 50"):
        train_templates(golds[:12])
    with pytest.raises(InputError, match="expected some articles without"):
        train_templates([g for g in golds if g.relevant])


def test_other_types_do_not_count(nlp: Language) -> None:
    record = eventwire.extract("Gunmen shot dead Omar Haddad in Kirkuk on Monday.", nlp=nlp)
    assert frozenset({"omar haddad"}) in named(record, {"ASSAULT"})["victim"]
    assert named(record, {"PROTEST"}) == {}
