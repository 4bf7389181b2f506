"""What each trained part is worth: the rules alone, the rules with one part, and all, in one run.

Accuracy on our own corpus and on public development sets where they are found in `../shared/benchmarks` beside the checkout;
bytes of weights; and words per CPU second of each against bare en_core_web_sm, alternating. `corpus/dev` set thresholds, and
the parts' weights come from `corpus/train` (`docs/ablation.md` says what else was looked at).

Usage: python benchmarks/ablation.py [dev] [test] [wikievents] … [--rounds 3] [--limit N] [--without] [--write]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from speed import BASE, read, seconds
from threadpoolctl import threadpool_limits

import eventwire
from eventwire.evaluation import evaluate, read_gold
from eventwire.resources import model_path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "ablation.md"
CORPUS = ("dev", "test")
PUBLIC = ("wikievents", "rams", "muc4", "re3d", "polnear")
LAYERS = ("mentions", "events", "arguments")
OFF: dict[str, dict[str, Any]] = {
    "mentions": {"config": {"components.eventwire_mentions.scorer": False}},
    "triggers": {"config": {"components.eventwire_triggers.scorer": False}},
    "roles": {"exclude": ["eventwire_roles"]},
    "times": {"exclude": ["eventwire_times"]},
    "measures": {"exclude": ["eventwire_measures"]},
    "identity": {"config": {"components.eventwire_events.identity": False}},
    "events": {"config": {"components.eventwire_events.scorer": False}},
}
FILES = {
    "mentions": ("mentions/labels.npz", "mentions/kinds.npz"),
    "triggers": ("triggers/admit.npz",),
    "roles": ("roles/weights.npz",),
    "times": ("times/weights.npz",),
    "measures": ("measures/weights.npz",),
    "identity": ("events/identity.npz",),
    "events": ("events/accept.npz", "events/confidence.npz"),
}
HEAD = """# What each trained part is worth

Written by `python benchmarks/ablation.py`; nobody types figures in. F1 by overlap on our own corpus, the scorer's own primary
figure on public development sets. Speed is the median of the ratio to bare en_core_web_sm on `corpus/dev`, rounds alternating.
`corpus/dev` set the thresholds of the parts; scores of `corpus/test` and wikievents were looked at for that of the trigger scorer,
and the mention scorer learned from parts of re3d.
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"some of {', '.join(CORPUS + PUBLIC)}")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "benchmarks")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, help="only the first N articles of each set")
    parser.add_argument("--without", action="store_true", help="also all parts but each one")
    parser.add_argument("--write", action="store_true", help="put the table into docs/ablation.md")
    arguments = parser.parse_args()
    sets = arguments.sets or [*CORPUS, *PUBLIC]
    unknown = set(sets) - {*CORPUS, *PUBLIC}
    if unknown:
        parser.error(f"unknown sets {sorted(unknown)}, expected some of {[*CORPUS, *PUBLIC]}")
    there = [name for name in sets if name in CORPUS or (arguments.data / f"{name}.jsonl").is_file()]
    for name in sorted(set(sets).difference(there)):
        print(f"{name}: skipped, not in {arguments.data}", file=sys.stderr)
    chosen = variants(without=arguments.without)
    stamp = code()  # before it runs: the checkout may move on meanwhile
    pipelines = {name: loaded(off) for name, off in chosen.items()}
    ratios = speeds(pipelines, arguments.rounds, arguments.limit)
    heads = ["parts", "weights, KB", "speed to bare"]
    for name in there:
        heads += [f"{name} {layer}" for layer in LAYERS] if name in CORPUS else [name]
    lines = [f"| {' | '.join(heads)} |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for name, off in chosen.items():
        cells = [name, f"{size(off) / 1000:.0f}", f"{ratios[name]:.3f}"]
        for key in there:
            cells += (
                corpus(pipelines[name], key, arguments.limit)
                if key in CORPUS
                else [public(pipelines[name], key, arguments.data, arguments.limit)]
            )
        lines.append(f"| {' | '.join(cells)} |")
        print(lines[-1], file=sys.stderr, flush=True)
    command = "python benchmarks/ablation.py" + "".join(f" {name}" for name in arguments.sets)
    command += (
        " --without" * arguments.without
        + f" --rounds {arguments.rounds}"
        + (f" --limit {arguments.limit}" if arguments.limit else "")
    )
    text = "\n".join([f"`{command}`, code of {stamp}:", "", *lines])
    print(text)
    if arguments.write:
        TABLE.write_text(f"{HEAD}\n{text}\n", encoding="utf-8")
    return 0


def variants(*, without: bool = False) -> dict[str, tuple[str, ...]]:
    """Name of a row → the parts that are switched off."""
    every = tuple(OFF)
    return {
        "rules only": every,
        **{f"rules + {part}": tuple(p for p in every if p != part) for part in every},
        **{f"all but {part}": (part,) for part in every if without},
        "all": (),
    }


def loaded(off: tuple[str, ...]) -> Language:
    """The pipeline with parts switched off."""
    config: dict[str, Any] = {}
    exclude: list[str] = []
    for part in off:
        config |= OFF[part].get("config", {})
        exclude += OFF[part].get("exclude", [])
    return eventwire.load(config=config, exclude=exclude)


def size(off: tuple[str, ...]) -> int:
    """Bytes of the weights of the parts that are on."""
    return sum(
        (model_path() / file).stat().st_size
        for part, files in FILES.items()
        if part not in off
        for file in files
    )


def speeds(pipelines: dict[str, Language], rounds: int, limit: int | None) -> dict[str, float]:
    """Speed of each pipeline relative to the bare base, all alternating on the same articles."""
    articles = read(ROOT / "corpus" / "dev")[:limit]
    bare = spacy.load(BASE)

    def run(nlp: Language) -> Callable[[], None]:
        def whole() -> None:
            for result in eventwire.extract_many(articles, nlp=nlp):
                if isinstance(result, Exception):
                    raise result

        return whole

    def base() -> None:
        for article in articles:
            bare(article.text)

    calls: dict[str, Callable[[], None]] = {name: run(nlp) for name, nlp in pipelines.items()} | {"": base}
    times: dict[str, list[float]] = {name: [] for name in calls}
    with threadpool_limits(1):
        for call in calls.values():
            call()  # once before the clock runs: lazy tables, caches
        for number in range(rounds):
            order = list(calls.items())
            for name, call in order if number % 2 == 0 else reversed(order):
                times[name].append(seconds(call))
    return {
        name: statistics.median(b / t for b, t in zip(times[""], times[name], strict=True))
        for name in pipelines
    }


def corpus(nlp: Language, name: str, limit: int | None) -> list[str]:
    """F1 by overlap of the main layers."""
    golds = read_gold(ROOT / "corpus" / name)[:limit]
    records = []
    for result in eventwire.extract_many([g.article for g in golds], nlp=nlp):
        if isinstance(result, Exception):
            raise result
        records.append(result)
    scores = evaluate([g.record for g in golds], records)
    return [f"{scores.layers[layer].total.overlap.f1 or 0.0:.3f}" for layer in LAYERS]


def public(nlp: Language, name: str, data: Path, limit: int | None) -> str:
    """The scorer's primary figure."""
    lines = [line for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line][
        :limit
    ]
    with tempfile.TemporaryDirectory() as folder:
        gold, out = Path(folder) / "gold.jsonl", Path(folder) / "records.jsonl"
        gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
        items = [json.loads(line) for line in lines]
        articles = [eventwire.Article(id=i["id"], text=i["text"], published=i["published"]) for i in items]
        with out.open("w", encoding="utf-8") as file:
            for result in eventwire.extract_many(articles, nlp=nlp):
                if not isinstance(result, Exception):
                    file.write(result.to_json() + "\n")
        command = [sys.executable, str(data / "score.py"), name, str(gold), str(out), "--json"]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return f"{told['primary']['value']:.3f}"


def code() -> str:
    """Date and short hash of the commit, with a plus where files that make the figures are changed."""
    git = ["git", "-C", str(ROOT)]
    log = subprocess.run([*git, "log", "-1", "--format=%cs %h"], check=True, capture_output=True, text=True)
    changed = subprocess.run(
        [*git, "status", "--porcelain", "src", "models"], check=True, capture_output=True
    )
    return log.stdout.strip() + ("+" if changed.stdout else "")


if __name__ == "__main__":
    sys.exit(main())
