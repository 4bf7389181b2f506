"""Short articles in any number, for runs: sentences of our own corpus in new orders, with duplicates, other languages and
broken files among them. The same number gives the same files.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = 500  # files of one folder
FEED = 50  # articles of one feed in JSON Lines

# What every hundred articles are; the rest are new texts. The numbers are places in the hundred.
DUPLICATE = frozenset((9, 29, 49, 69, 89))
FOREIGN = {15: "de", 45: "fr", 75: "es"}
BROKEN = {35: "gzip", 65: "line"}
EMPTY = 95

_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_OTHERS = {
    "de": [
        "Bewaffnete besetzten am Dienstag einen Kontrollpunkt nördlich der Stadt und schossen auf vorbeifahrende Autos.",
        "Der Gouverneur sagte, niemand sei verletzt worden, doch die Straße blieb zwei Tage lang gesperrt.",
        "Die Regierung machte eine Gruppe von Schmugglern verantwortlich, die seit Jahren in den Bergen lebt.",
        "Am Abend kehrten die meisten Bewohner in ihre Häuser zurück, und die Schule soll am Montag wieder öffnen.",
    ],
    "fr": [
        "Des hommes armés ont attaqué mardi un poste de contrôle au nord de la ville et tiré sur des voitures.",
        "Le gouverneur a déclaré que personne n'avait été blessé, mais la route est restée fermée pendant deux jours.",
        "Le gouvernement accuse un groupe de contrebandiers installé depuis des années dans les montagnes.",
        "Le soir, la plupart des habitants sont rentrés chez eux, et l'école devrait rouvrir ses portes lundi.",
    ],
    "es": [
        "Hombres armados atacaron el martes un puesto de control al norte de la ciudad y dispararon contra varios coches.",
        "El gobernador dijo que nadie había resultado herido, pero la carretera permaneció cerrada durante dos días.",
        "El gobierno culpa a un grupo de contrabandistas que vive desde hace años en las montañas.",
        "Por la noche la mayoría de los vecinos volvió a sus casas, y la escuela debería abrir de nuevo el lunes.",
    ],
}


@dataclass(slots=True)
class Made:
    """How many articles of each kind a folder holds; `total` is all of them."""

    total: int = 0
    english: int = 0
    duplicates: int = 0
    foreign: int = 0
    empty: int = 0
    broken: int = 0


def make_articles(folder: Path, count: int, *, seed: int = 20) -> Made:
    """Write articles into a new folder: half as files of text, half in feeds.

    Args:
        count: how many, broken and empty ones included.
    """
    dice = random.Random(seed)
    sentences = _sentences()
    made = Made()
    earlier: list[str] = []
    feed: list[str] = []
    for number in range(count):
        place = folder / f"{number // FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        kind = number % 100
        name = f"{number:06}"
        in_feed = number // FEED % 2 == 1
        made.total += 1
        if kind in BROKEN:
            made.broken += 1
            if BROKEN[kind] == "line" and in_feed:
                feed.append('{"id": "' + name)
            else:
                (place / f"{name}.txt.gz").write_bytes(
                    gzip.compress(" ".join(sentences[:9]).encode(), mtime=0)[:-9]
                )
            text = None
        elif kind == EMPTY:
            made.empty += 1
            text = " "
        elif kind in FOREIGN:
            made.foreign += 1
            text = " ".join(dice.sample(_OTHERS[FOREIGN[kind]], 3)) + f" ({number})"
        elif kind in DUPLICATE and earlier:
            made.duplicates += 1
            text = dice.choice(earlier)
        else:
            made.english += 1
            text = " ".join(dice.sample(sentences, 3))
            earlier.append(text)
        if text is not None and in_feed:
            feed.append(json.dumps({"id": name, "text": text, "published": "2024-04-23"}))
        elif text is not None:
            (place / f"{name}.txt").write_text(text, encoding="utf-8")
        if feed and (number % FEED == FEED - 1 or number == count - 1):
            (place / f"{name}-feed.jsonl").write_text("\n".join(feed) + "\n", encoding="utf-8")
            feed = []
    return made


def _sentences() -> list[str]:
    """The sentences of the training articles that are of an ordinary length, each once."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "corpus" / "train").glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n"):
            for sentence in _SENTENCE.split(paragraph.strip()):
                if 40 <= len(sentence) <= 300 and sentence.endswith("."):
                    found[sentence] = None
    return list(found)
