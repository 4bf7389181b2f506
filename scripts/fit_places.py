"""Fit models/en_eventwire/places/weights.json: which place a name means.

Data: articles of `corpus/train` and the GeoVirus part of the public geoparsing set (text from Wikinews, CC BY 2.5; Gritta et al.
2018), expected in `../shared/benchmarks` beside the checkout. LGL and TR-News are for evaluation only and are never read here.

Coordinate ascent from the weights that are there, each weight in fixed steps, on the share of names within 161 km of the gold
coordinates, less a hundredth of the mean log distance, less a small price for each step away from the start: the data has few
names of small places, and weights that it says nothing about shall stay. The same data always give the same weights.

Usage: python scripts/fit_places.py [--rounds N] [--write]
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import eventwire
from eventwire import Article
from eventwire.components.places import Places
from eventwire.lexicon.place_rules import Weights
from eventwire.matching.place_context import Spot
from eventwire.matching.place_ranking import Choice, Option
from eventwire.matching.place_resolution import Resolver

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "models" / "en_eventwire" / "places" / "weights.json"
PUBLIC = ROOT.parent / "shared" / "benchmarks" / "geoparsing.jsonl"
STEPS = {
    "population": 0.25, "own": 0.5, "entry": 0.5, "kind": 0.5, "within": 1.0, "country": 0.5, "country_half": 0.5,
    "same_country": 0.5, "same_admin1": 0.5, "same_admin2": 0.5, "near": 0.5, "half": 0.25, "heat": 0.25,
}  # fmt: skip
FEATURES = ("PCLI", "RGN", "ADM1", "ADM2", "PPLC", "PPLA", "PPLA2", "PPLA3", "PPLX")
NEAR, FAR = 161.0, 20039.0  # km
PRICE = 0.0004  # of a step away from the start
Gold = list[tuple[int, int, float, float]]
Case = tuple[
    tuple[list[Spot], list[list[Option]], Counter[str], str | None], list[tuple[float, float] | None]
]


@dataclass
class Recorder(Resolver):
    """Keeps what the ranking is given."""

    seen: list[tuple[list[Spot], list[list[Option]], Counter[str], str | None]] = field(default_factory=list)

    def choose(
        self, spots: list[Spot], options: list[list[Option]], spoken: Counter[str], home: str | None
    ) -> list[Choice | None]:
        self.seen.append((spots, options, spoken, home))
        return super().choose(spots, options, spoken, home)


def articles() -> list[tuple[Article, Gold]]:
    """The texts with character spans and coordinates."""
    found: list[tuple[Article, Gold]] = []
    for path in sorted((ROOT / "corpus" / "train").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        at = {e["id"]: (e.get("latitude"), e.get("longitude")) for e in record["entities"]}
        gold = [
            (m["start"], m["end"], *at[m["entity"]])
            for m in record["mentions"]
            if at[m["entity"]][0] is not None
        ]
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        found.append((Article(id=path.stem, text=text, published=record["document"]["published"]), gold))
    if not PUBLIC.is_file():
        print(f"{PUBLIC} is not there: corpus/train only", file=sys.stderr)
        return found
    for line in PUBLIC.read_text(encoding="utf-8").split("\n"):
        item: dict[str, Any] = json.loads(line) if line else {}
        if item and item["gold"]["corpus"] == "GeoVirus":
            gold = [
                (t["start"], t["end"], t["lat"], t["lon"])
                for t in item["gold"]["toponyms"]
                if t["lat"] is not None
            ]
            found.append((Article(id=item["id"], text=item["text"], published=item["published"]), gold))
    return found


def cases(places: Places, recorder: Recorder) -> list[Case]:
    """What the ranking sees of each article, and where each of its names lies.

    Args:
        places: the component that the recorder works in.
    """
    nlp = eventwire.load()
    stop = nlp.pipe_names.index("eventwire_places")
    found: list[Case] = []
    for article, gold in articles():
        doc = nlp.make_doc(article.text)
        doc._.article = {"id": article.id, "published": article.published, "publisher_country": None}
        for name in nlp.pipe_names[:stop]:
            doc = nlp.get_pipe(name)(doc)
        recorder.seen = []
        places(doc)
        for seen in recorder.seen:
            truth: list[tuple[float, float] | None] = []
            for spot in seen[0]:
                a, b = doc[spot.start].idx, doc[spot.end - 1].idx + len(doc[spot.end - 1])
                hits = [(g[2], g[3]) for g in gold if g[0] < b and a < g[1]]
                truth.append(hits[0] if hits else None)
            found.append((seen, truth))
    return found


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres on the great circle."""
    (p, x), (q, y) = [(math.radians(lat), math.radians(lon)) for lat, lon in (a, b)]
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin((y - x) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(h)))


def value(recorder: Recorder, data: list[Case], weights: Weights) -> tuple[float, float]:
    """Share within 161 km, and the objective without the price of the steps."""
    recorder.weights = weights
    hits = total = 0
    logs = 0.0
    for seen, truth in data:
        for choice, where in zip(Resolver.choose(recorder, *seen), truth, strict=True):
            if choice is None or where is None or choice.option.latitude is None:
                continue
            km = distance(where, (choice.option.latitude, choice.option.longitude or 0.0))
            total, hits, logs = total + 1, hits + (km <= NEAR), logs + math.log(km + 1) / math.log(FAR + 1)
    return hits / total, hits / total - 0.01 * logs / total


def changed(weights: Weights, key: str, by: float) -> Weights | None:
    """The weights with one of them moved; None where it would leave its range."""
    table = weights.model_dump()
    if key.startswith("feature."):
        code = key.removeprefix("feature.")
        table["feature"][code] = table["feature"].get(code, 0.0) + by
    else:
        table[key] = table[key] + by
        if table[key] < (1.0 if key == "heat" else 0.25):
            return None
    return Weights.model_validate(table)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=2, help="passes over all weights")
    parser.add_argument("--write", action="store_true", help="write the weights; otherwise only print them")
    arguments = parser.parse_args()
    places = Places()
    places.load_model("en_eventwire")
    compiled = places.resolver
    recorder = Recorder(
        compiled.options, compiled.context, compiled.weights, compiled.between, compiled.streets
    )
    places.resolver = recorder
    data = cases(places, recorder)
    best = Weights.model_validate(json.loads(TARGET.read_text(encoding="utf-8")))
    share, score = value(recorder, data, best)
    print(f"start: {share:.4f} within 161 km, objective {score:.5f}", flush=True)
    steps = {**STEPS, **{f"feature.{code}": 0.5 for code in FEATURES}}
    moved: Counter[str] = Counter()
    for _ in range(arguments.rounds):
        for key, size in steps.items():
            for sign in (1, -1):
                while (trial := changed(best, key, sign * size)) is not None:
                    share, gain = value(recorder, data, trial)
                    price = PRICE * (abs(moved[key] + sign) - abs(moved[key]))
                    if gain - price <= score + 1e-9:
                        break
                    best, score = trial, gain - price
                    moved[key] += sign
                    print(f"{key} {sign * size:+}: {share:.4f}", flush=True)
    if arguments.write:
        TARGET.write_text(
            json.dumps(best.model_dump(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    else:
        print(best.model_dump_json(indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
