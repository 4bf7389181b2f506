"""Proof of `eventwire train`: fitted to the training documents of MUC-4, measured on its development documents by their scorer.

MUC-4 says who took part in an article's incidents, but not by which words they are told: templates. Text, annotations and
weights are not part of this repository. The sets are expected in `../shared/benchmarks` beside the checkout, together with
their scorer `score.py`; where they are absent there is nothing to do, and the exit code is 0.

Usage: python benchmarks/muc4_training.py [--data DIR] [--limit N] [--folds 5] [--keep FOLDER] [--errors RECORDS] [--write]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import eventwire
from eventwire import Article, extract_many
from eventwire.errors import ArticleError

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "training.md"
# MUC-4's five kinds of filler, as roles: whether a perpetrator is a person or an organization is no difference of role.
ROLE_OF = {"PerpInd": "agent", "PerpOrg": "agent", "Target": "target", "Victim": "victim", "Weapon": "weapon"}
TYPE_OF = {"kidnapping": "COERCE"}  # the others are attacks
METRICS = ("exact", "any", "head")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "benchmarks")
    parser.add_argument("--limit", type=int, help="only the first N articles to train on")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="folder for templates, model and records")
    parser.add_argument("--errors", type=Path, metavar="RECORDS", help="only count kinds of errors of these")
    parser.add_argument("--write", action="store_true", help="put the table into docs/training.md")
    arguments = parser.parse_args()
    train, dev = arguments.data / "muc4_train.jsonl", arguments.data / "muc4.jsonl"
    for path in (train, dev, arguments.data / "score.py"):
        if not path.is_file():
            print(f"skipped: {path} is not there", file=sys.stderr)
            return 0
    if arguments.errors is not None:
        print(errors(arguments.data, dev, arguments.errors))
        return 0
    if arguments.keep is not None:
        arguments.keep.mkdir(parents=True, exist_ok=True)
        text = prove(train, dev, arguments.keep, arguments)
    else:
        with tempfile.TemporaryDirectory() as folder:
            text = prove(train, dev, Path(folder), arguments)
    print(text)
    if arguments.write:
        TABLE.write_text(inserted(TABLE.read_text(encoding="utf-8"), "muc4", text), encoding="utf-8")
    return 0


def prove(train: Path, dev: Path, folder: Path, arguments: argparse.Namespace) -> str:
    """Train, extract, score: a table in Markdown."""
    templates, model = folder / "templates.jsonl", folder / "model"
    items = lines_of(train)[: arguments.limit]
    templates.write_text(
        "".join(json.dumps(converted(i), ensure_ascii=False) + "\n" for i in items), encoding="utf-8"
    )
    command = [sys.executable, "-m", "eventwire", "train", str(templates), "-o", str(model)]
    started = time.monotonic()
    subprocess.run([*command, "--folds", str(arguments.folds)], check=True)
    minutes = (time.monotonic() - started) / 60
    sheet = json.loads((model / "datasheet.json").read_text(encoding="utf-8"))
    rows = []
    for name, nlp in (("as shipped", eventwire.load()), ("trained", eventwire.load(model))):
        records = folder / f"{name.replace(' ', '_')}.jsonl"
        started = time.process_time()
        with records.open("w", encoding="utf-8") as out:
            articles = [Article(id=i["id"], text=i["text"], published=i["published"]) for i in lines_of(dev)]
            for result in extract_many(articles, nlp=nlp):
                if isinstance(result, ArticleError):
                    print(result, file=sys.stderr)
                else:
                    out.write(result.to_json() + "\n")
        speed = sum(len(a.text.split()) for a in articles) / (time.process_time() - started)
        score = [sys.executable, str(arguments.data / "score.py"), "muc4", str(dev), str(records), "--json"]
        told = json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)
        rows.append(row(name, told["metrics"], speed))
    size = sum(file["bytes"] for file in sheet["files"].values())
    return "\n".join(
        [
            f"`python benchmarks/muc4_training.py`: trained on {len(items)} articles of `muc4_train` in {minutes:.1f} "
            f"minutes ({size / 1e6:.1f} MB of weights), measured on the {len(lines_of(dev))} development documents "
            "with their scorer:",
            "",
            "| model | exact P | R | F1 | any mention F1 | head F1 | "
            + " | ".join(f"{role} F1" for role in ROLE_OF)
            + " | words per CPU second |",
            "| --- |" + " ---: |" * (6 + len(ROLE_OF)),
            *rows,
        ]
    )


def row(name: str, metrics: dict[str, Any], speed: float) -> str:
    """A line of the table."""
    exact = metrics["exact"]
    figures = [exact["micro"]["p"], exact["micro"]["r"], *(metrics[m]["micro"]["f1"] for m in METRICS)]
    figures += [exact[role]["f1"] for role in ROLE_OF]
    return f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} | {speed:.0f} |"


def errors(data: Path, dev: Path, records: Path) -> str:
    """What is wrong with predicted fillers, and what with those that are missed, as a table in Markdown."""
    spec = importlib.util.spec_from_file_location("score", data / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    found = {r["document"]["id"]: r for r in lines_of(records)}
    told: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for item in lines_of(dev):
        document = score.Doc(found.get(item["id"]), item["text"])
        gold, guess = score.muc_gold(item), score.muc_pred(document)
        known = {name for fillers in gold.values() for filler in fillers for name in filler}
        said = {name for fillers in guess.values() for own, _ in fillers for name in own}
        heads = {score.head_string(name) for name in said}
        for role in gold:
            pairs = score.match_spans(gold[role], guess[role], lambda g, p: int(p[0] <= g))
            wanted = {score.head_string(name) for filler in gold[role] for name in filler}
            for j, (own, _) in enumerate(guess[role]):
                if j in {pair[1] for pair in pairs}:
                    told["right"] += 1
                elif any(own <= filler for filler in gold[role]):
                    told["a filler that was found already"] += 1
                elif not item["gold"]["templates"]:
                    told["article without an incident"] += 1
                elif own & known:
                    told["another role"] += 1
                elif {score.head_string(name) for name in own} & wanted:
                    told["right head, another span"] += 1
                else:
                    told["no filler"] += 1
            for i, filler in enumerate(gold[role]):
                if i in {pair[0] for pair in pairs}:
                    missed["found"] += 1
                elif filler & said:
                    missed["found in another role"] += 1
                elif {score.head_string(name) for name in filler} & heads:
                    missed["right head, another span"] += 1
                else:
                    missed["scored too low, or no candidate"] += 1
    rows = [
        f"| {side} | {kind} | {n} |"
        for side, c in (("predicted", told), ("gold", missed))
        for kind, n in c.most_common()
    ]
    return "\n".join(["| fillers | what | number |", "| --- | --- | ---: |", *rows])


def converted(item: dict[str, Any]) -> dict[str, Any]:
    """A document of MUC-4 as a line of templates."""
    templates = []
    for template in item["gold"]["templates"]:
        fillers: dict[str, list[list[str]]] = {}
        for name, role in ROLE_OF.items():
            for entity in template.get(name, []):
                fillers.setdefault(role, []).append([mention["text"] for mention in entity])
        templates.append({"type": TYPE_OF.get(template["type"], "ASSAULT"), "fillers": fillers})
    return {"id": item["id"], "text": item["text"], "published": item["published"], "templates": templates}


def lines_of(path: Path) -> list[dict[str, Any]]:
    """JSON Lines; not splitlines, since a text may hold U+2028."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def inserted(document: str, name: str, body: str) -> str:
    """The document with another body between `<!-- NAME: … -->` and `<!-- /NAME -->`."""
    head, mark, rest = document.partition(f"<!-- {name}: written by benchmarks/muc4_training.py -->\n")
    _, end, tail = rest.partition(f"<!-- /{name} -->")
    if not mark or not end:
        raise ValueError(f"found no block {name}, expected <!-- {name}: … --> … <!-- /{name} -->")
    return f"{head}{mark}{body}\n{end}{tail}"


if __name__ == "__main__":
    sys.exit(main())
