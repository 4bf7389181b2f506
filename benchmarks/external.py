"""Public benchmarks: run their development sets through eventwire, score them, and keep the table in docs/benchmarks.md.

The sets are not part of this repository. They are expected in `../shared/benchmarks` beside the checkout, together with
their scorer `score.py`; where they are absent there is nothing to do, and the exit code is 0.

Usage: python benchmarks/external.py [SET …] [--limit N] [--data DIR]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language

import eventwire
from eventwire import Article, ArticleRecord, extract_many
from eventwire.errors import ArticleError

sys.path.insert(0, str(Path(__file__).parent))  # also where the script is loaded from elsewhere
from eventwire_tools import eventwire_geoparser, toponyms

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "benchmarks.md"
SETS = ("re3d", "wikievents", "tempeval3", "geoparsing", "geoparser", "polnear", "rams", "muc4")
LEARNED = ("re3d",)  # sets that a part of the pipeline learned from
SOURCE = {"geoparser": "geoparsing"}  # a row that is another way through the texts of a set
ROW = re.compile(r"^\| (\w+) \|.*\|$", re.MULTILINE)
HEAD = """# Public benchmarks

Development sets of public corpora, scored by their own scorer. Rules were written with a look at errors on these sets, so the
figures are no estimate for unseen text; they show where the pipeline stands and how it moves. Runs with `--limit` are
never written here. Words per second are CPU seconds of one process, records written. The mention scorer learned from the
parts of re3d that its licences allow; the figure on re3d is by cross-validation, from weights that have not seen the document
(five folds, `benchmarks/held_out.py`). `geoparsing` takes the `toponyms` of records, bare names as the set wants them; `geoparser` is the
geoparser alone (`docs/places.md`) on the same texts.

| set | documents | metric | figure | precision | recall | code of | commit | words per second | command |
| --- | ---: | --- | ---: | ---: | ---: | --- | --- | ---: | --- |
"""
HISTORY = "## History\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"some of {', '.join(SETS)}; all by default")
    parser.add_argument("--limit", type=int, help="only the first N documents; the table is left alone")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "benchmarks")
    parser.add_argument("--keep", type=Path, help="folder for the predicted records, <set>.jsonl")
    parser.add_argument("--details", action="store_true", help="print every figure of the scorer")
    arguments = parser.parse_args()
    unknown = set(arguments.sets) - set(SETS)
    if unknown:
        parser.error(f"unknown sets {sorted(unknown)}, expected some of {list(SETS)}")
    rows: dict[str, str] = {}
    line: list[str] = []
    if not arguments.data.is_dir():
        print(f"skipped: {arguments.data} is not there", file=sys.stderr)
        return 0
    nlp = eventwire.load()
    code = version()  # at the start: the checkout may move on while it runs
    try:
        for name in arguments.sets or SETS:
            gold = arguments.data / f"{SOURCE.get(name, name)}.jsonl"
            if not gold.is_file():
                print(f"{name}: skipped, {gold} is not there", file=sys.stderr)
                continue
            result = run(name, gold, arguments, nlp)
            print(
                f"{name}: {result['metric']} {result['figure']} ({result['documents']} documents)", flush=True
            )
            rows[name] = row(name, result, code)
            line.append(f"{name} {result['figure']}")
    finally:  # a set that fails does not take the others' figures with it
        if rows and arguments.limit is None:
            write(rows, line, code)
    return 0


def run(name: str, gold: Path, arguments: argparse.Namespace, nlp: Language) -> dict[str, Any]:
    """Extract and score one set.

    Raises:
        CalledProcessError: where the scorer fails.
    """
    # not splitlines: a text may hold U+2028
    lines = [line for line in gold.read_text(encoding="utf-8").split("\n") if line][: arguments.limit]
    items = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        kept = arguments.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        predictions, subset = kept / f"{name}.jsonl", Path(folder) / "gold.jsonl"
        subset.write_text("\n".join(lines) + "\n", encoding="utf-8")
        started = time.process_time()
        with predictions.open("w", encoding="utf-8") as out:
            for line in alone(items) if name in SOURCE else whole(name, items, gold, nlp):
                out.write(line + "\n")
        seconds = time.process_time() - started
        command = [
            sys.executable,
            str(arguments.data / "score.py"),
            SOURCE.get(name, name),
            str(subset),
            str(predictions),
        ]
        answer = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True).stdout)
        if arguments.details:
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    *path, last = answer["primary"]["metric"].split(".")
    around: Any = answer["metrics"]
    for part in path:
        around = around[part]
    words = sum(len(i["text"].split()) for i in items)
    return {
        "documents": len(items),
        "metric": answer["primary"]["metric"],
        "figure": f"{answer['primary']['value']:.3f}",
        "precision": around.get("p") if last == "f1" else None,
        "recall": around.get("r") if last == "f1" else None,
        "speed": None if name in LEARNED else words / seconds,  # training would count
    }


def results(
    name: str, articles: list[Article], gold: Path, nlp: Language
) -> Iterator[ArticleRecord | ArticleError]:
    """What is scored: the pipeline's records, of weights that have not seen them where the set was learned from."""
    if name not in LEARNED:
        yield from extract_many(articles, nlp=nlp)
        return
    from held_out import held_out  # needs scikit-learn

    yield from held_out(nlp, articles, gold=ROOT / "corpus" / "train", re3d=gold)


def whole(name: str, items: list[dict[str, Any]], gold: Path, nlp: Language) -> Iterator[str]:
    """The records, as lines of JSON; errors are printed."""
    articles = [Article(id=i["id"], text=i["text"], published=i["published"]) for i in items]
    for result in results(name, articles, gold, nlp):
        if isinstance(result, ArticleError):
            print(f"{name}: {result}", file=sys.stderr)
        elif name == "geoparsing":
            yield json.dumps(toponyms(json.loads(result.to_json())), ensure_ascii=False)
        else:
            yield result.to_json()


def alone(items: list[dict[str, Any]]) -> Iterator[str]:
    """What the geoparser alone finds, as lines of JSON in the form of records."""
    find = eventwire_geoparser()
    for item in items:
        yield json.dumps(find(item), ensure_ascii=False)


def row(name: str, result: dict[str, Any], code: tuple[str, str]) -> str:
    """A set's line of the table."""
    date, commit = code
    ratios = ["–" if result[key] is None else f"{result[key]:.3f}" for key in ("precision", "recall")]
    cells = [name, str(result["documents"]), f"`{result['metric']}`", f"**{result['figure']}**", *ratios]
    speed = "–" if result["speed"] is None else f"{result['speed']:.0f}"
    cells += [date, commit, speed, f"`python benchmarks/external.py {name}`"]
    return f"| {' | '.join(cells)} |"


def version() -> tuple[str, str]:
    """Date and short hash of the commit, with a plus where files are changed."""
    git = ["git", "-C", str(ROOT)]
    log = subprocess.run(
        [*git, "log", "-1", "--format=%cs %h"], check=True, capture_output=True, text=True
    ).stdout
    changed = subprocess.run(
        [*git, "status", "--porcelain", "--untracked-files=no", "src", "models"],
        check=True,
        capture_output=True,
    ).stdout
    date, commit = log.split()
    return date, commit + ("+" if changed else "")


def write(rows: dict[str, str], line: list[str], code: tuple[str, str]) -> None:
    """Replace the rows of the sets that ran, keep the others, add a line to the history."""
    old = TABLE.read_text(encoding="utf-8") if TABLE.is_file() else ""
    table, _, history = old.partition(HISTORY)
    _, found, sections = table.partition("\n## ")
    known = {found[1]: found[0] for found in ROW.finditer(table) if found[1] in SETS} | rows
    date, commit = code
    history = history.rstrip("\n") + f"\n- {date} {commit}: {', '.join(line)}\n"
    body = HEAD + "".join(known[name] + "\n" for name in SETS if name in known)
    middle = f"## {sections.strip()}\n\n" if found else ""
    TABLE.write_text(f"{body}\n{middle}{HISTORY}{history}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
