"""`pytest --eventwire` on files of users: what is collected, what passes, and what a failure shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from eventwire.evaluation.gold import compiled
from eventwire.testing import pipeline

pytest_plugins = ("pytester",)

PASSING = "Two [drones](WEAPON/drone) [struck](ASSAULT/drone) a [fuel depot](PLACE/facility) near [Aden](PLACE/city)."

GOLD = """published: 2020-05-05
=== text
[Rebels|reb: A armed_group SDN] [shelled|@e1] [Kassala|kas: P city SDN] on [Monday|d: D 2020-05-04].
=== events
e1: ASSAULT/heavy-weapons actual/unknown agent=reb target=kas place=kas when=d
"""


@pytest.fixture(autouse=True)
def loaded_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs without rules of their own share the pipeline of this run; what it is made of is tested elsewhere."""
    real = pipeline.load
    monkeypatch.setattr(pipeline, "load", lambda name, rules: real(name, rules=rules) if rules else nlp)


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("--eventwire", "-p", "no:cacheprovider", *options)


def compile_gold(folder: Path, source: str, name: str = "one") -> None:
    (folder / f"{name}.gold").write_text(source, encoding="utf-8")
    for path, content in compiled(folder / f"{name}.gold").items():
        path.write_bytes(content)


def test_nothing_is_collected_or_imported_without_the_option(pytester: pytest.Pytester) -> None:
    (pytester.path / "a.sentences").write_text("[x](ACTOR")
    pytester.makepyfile(
        """
        import sys
        def test_nothing_heavy():
            assert "eventwire.testing.plugin" in sys.modules
            heavy = {"spacy", "pydantic", "thinc", "numpy", "typer"} & set(sys.modules)
            assert heavy == set()
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:hypothesispytest")
    result.assert_outcomes(passed=1)


def test_sentences_pass(pytester: pytest.Pytester) -> None:
    two, quantity = "Two [drones]", "[Two](QUANTITY) [drones]"
    lines = ["# mine", "", PASSING.replace(two, quantity), "@exact none", PASSING, "Nothing happened here."]
    (pytester.path / "a.sentences").write_text("\r\n".join(lines), encoding="utf-8")
    result = run(pytester, "-v")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["a.sentences::3-Two-drones-struck-a-fuel-depot PASSED*"])


def test_a_sentence_that_differs_shows_gold_above_record(pytester: pytest.Pytester) -> None:
    (pytester.path / "a.sentences").write_text("\n" + PASSING.replace("WEAPON/drone", "WEAPON/rocket"))
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*a.sentences:2:",
            "- gold    Two [[]drones[]](WEAPON/rocket) [[]struck[]](ASSAULT/drone) *",
            "+ record  [[]Two[]](QUANTITY) [[]drones[]](WEAPON/drone) [[]struck[]](ASSAULT) *",
            "  missing     [[]drones[]](WEAPON/rocket), found [[]drones[]](WEAPON)*",
            "  unexpected  [[]Two[]](QUANTITY)",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


@pytest.mark.parametrize(
    ("exact", "outcome"),
    [("mentions", "passed"), ("events", "failed"), ("arguments", "failed"), ("none", "passed")],
)
def test_exact_layers(pytester: pytest.Pytester, exact: str, outcome: str) -> None:
    sentence = "[Rebels](ACTOR) shelled [Kassala](PLACE)."
    (pytester.path / "a.sentences").write_text(f"@exact {exact}\n{sentence}\n")
    run(pytester).assert_outcomes(**{outcome: 1})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[Rebels](ACTOR shelled Kassala.", "is not followed by '(LABEL)'"),
        ("[Rebels](ACTER) shelled Kassala.", "label 'ACTER', expected a mention's label"),
        ("[Rebels](ACTOR/rebel) shelled Kassala.", "'rebel' after ACTOR, expected one of person"),
        ("[shelled](ASSAULT/hard) Kassala.", "'hard' after ASSAULT, expected one of"),
        ("[Rebels](agent/x) shelled Kassala.", "'x' after agent, expected none"),
        ("@exact words", "found '@exact words', expected '@published YYYY-MM-DD'"),
        ("@published May", "@published: found 'May', expected a date as YYYY-MM-DD"),
    ],
)
def test_a_wrong_line_names_file_and_line(pytester: pytest.Pytester, line: str, message: str) -> None:
    (pytester.path / "a.sentences").write_text(f"# one\n{line}\nNothing happened.\n")
    result = run(pytester)
    result.assert_outcomes(failed=1, passed=1)
    output = result.stdout.str()
    assert "a.sentences:2: " in output
    assert message in output


def test_a_file_that_is_not_utf8(pytester: pytest.Pytester) -> None:
    (pytester.path / "a.sentences").write_bytes("café".encode("latin-1"))
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*a.sentences: cannot be read*"])


def test_published_resolves_dates(pytester: pytest.Pytester) -> None:
    sentence = "[Rebels](ACTOR) shelled [Kassala](PLACE) on [Monday](DATE)."
    (pytester.path / "a.sentences").write_text(
        f"@published 2020-05-05\n{sentence}\n@published none\n{sentence}\n"
    )
    run(pytester).assert_outcomes(passed=2)


def test_gold_of_an_article_is_one_test_by_default_exact(pytester: pytest.Pytester) -> None:
    compile_gold(pytester.path, GOLD)
    result = run(pytester, "-v")
    result.assert_outcomes(passed=1)  # the source and what it compiles to are one case
    result.stdout.fnmatch_lines(["one.gold::one PASSED*"])
    (pytester.path / "one.gold").unlink()
    run(pytester).assert_outcomes(passed=1)


def test_an_article_that_differs_shows_what_only_one_side_has(pytester: pytest.Pytester) -> None:
    compile_gold(pytester.path, GOLD.replace("[Rebels|reb: A armed_group SDN]", "[Rebels shelled|reb: A armed_group SDN]")
        .replace(" [shelled|@e1]", "").replace("] on [", "] [on|@e1] ["))  # fmt: skip
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*one.gold: gold (-) against record (+)",
            "mentions: F1 0.667 (2 right, 1 missing, 1 unexpected), expected 1",
            "  - line 1, 0: [[]Rebels shelled[]](ACTOR)",
            "  + line 1, 0: [[]Rebels[]](ACTOR)",
            "events: F1 0.000 (0 right, 1 missing, 1 unexpected), expected 1",
            "  + line 1, 7: ASSAULT [[]shelled[]] actual",
            "  - line 1, 23: ASSAULT [[]on[]] actual",
        ]
    )


def test_gates_say_what_must_be_reached(pytester: pytest.Pytester) -> None:
    wrong = GOLD.replace("[Rebels|reb: A armed_group SDN]", "[Rebels|reb: W vehicle]")
    inner = pytester.mkdir("articles")
    compile_gold(inner, wrong)
    gates = pytester.path / "eventwire.gates"
    for text, outcome in (
        ("* mentions=0.6\n", "passed"),
        ("* mentions=0.7\n", "failed"),
        ("* mentions\none* mentions.exact=0.6 events  # enough\n", "passed"),
        ("one mentions=0.1\n* entities\n", "failed"),
        ("other mentions=0.1\n", "failed"),
    ):
        gates.write_text(text)
        run(pytester).assert_outcomes(**{outcome: 1})


@pytest.mark.parametrize(
    "gate", ["words", "mentions=2", "mentions=x", "mentions.exact", "mentions.near=1", ""]
)
def test_a_wrong_gate_names_file_and_line(pytester: pytest.Pytester, gate: str) -> None:
    compile_gold(pytester.path, GOLD)
    (pytester.path / "eventwire.gates").write_text(f"# gates\n* {gate}\n")
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*eventwire.gates:2: found *expected*"])


def test_gold_that_is_wrong_and_json_that_is_no_gold(pytester: pytest.Pytester) -> None:
    for name, content in (
        ("a", "{"),
        ("b", json.dumps({"x": 1})),
        ("c", json.dumps({"schema_version": "1"})),
    ):
        (pytester.path / f"{name}.json").write_text(content)
        (pytester.path / f"{name}.txt").write_text("text")
    (pytester.path / "lonely.json").write_text("{")
    result = run(pytester)
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*a.json:1: is not JSON*", "*c.json:1: document: Field required*"])


def test_rules_of_the_user_are_laid_over(pytester: pytest.Pytester) -> None:
    (pytester.path / "a.sentences").write_text("A [zorgblat](WEAPON/drone) hit [Aden](PLACE).\n")
    run(pytester).assert_outcomes(failed=1)
    pack = pytester.mkdir("pack") / "gazetteer"
    pack.mkdir()
    rule = {
        "id": "weapon/zorgblat",
        "source": "own",
        "label": "WEAPON",
        "kind": "drone",
        "name": "zorgblat",
        "forms": ["zorgblat"],
        "examples": ["A [zorgblat](WEAPON/drone) hit the port."],
    }
    (pack / "weapons.jsonl").write_text(json.dumps(rule) + "\n")
    run(pytester, "--eventwire-rules", "pack").assert_outcomes(passed=1)
