"""A trained model as a folder: a config, the weights as npz, and a datasheet for people and one for programs; no code, no pickles."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from eventwire.errors import InputError
from eventwire.matching.linear import Linear
from eventwire.resources import DEFAULT_MODEL, model_path
from eventwire.schema import Versions

SHEET = "datasheet.json"
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "spacy")


def write_model(
    folder: Path,
    weights: Mapping[str, Linear],
    *,
    model: str,
    base: Versions,
    sheet: Mapping[str, Any],
) -> None:
    """Write a model folder that `eventwire.load` takes.

    Args:
        folder: created; one that holds something is refused. model: name or folder of the model that it was trained on.
        base: versions of that. sheet: what its datasheet says besides files and versions.

    Raises:
        InputError: where the folder cannot be written, or holds something already.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(f"{folder}: found something there, expected a new or empty folder")
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, weights, model, base, sheet)
    except OSError as err:
        raise InputError(f"{folder}: cannot be written: {err.strerror}") from err


def _write(
    folder: Path, weights: Mapping[str, Linear], model: str, base: Versions, sheet: Mapping[str, Any]
) -> None:
    below = model_path(model)
    meta = json.loads((below / "meta.json").read_text(encoding="utf-8"))
    shutil.copyfile(below / "config.cfg", folder / "config.cfg")
    if "over" in meta:  # trained further: its other weights come along
        for file in sorted(below.rglob("*.npz")):
            target = folder / file.relative_to(below)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    else:
        own = below == model_path()
        meta |= {"over": DEFAULT_MODEL if own else str(below.resolve()), "over_rules": base.rules}
    for name, linear in weights.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(linear.to_bytes())
    meta["description"] = f"Weights trained on a user's gold, laid over {meta['over']}"
    _json(folder / "meta.json", meta)
    files = {
        file.relative_to(folder).as_posix(): {
            "bytes": file.stat().st_size,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }
        for file in sorted(folder.rglob("*.npz"))
    }
    libraries = {name: metadata.version(name) for name in _LIBRARIES}
    whole = {**sheet, "files": files, "versions": base.model_dump(by_alias=True) | {"libraries": libraries}}
    _json(folder / SHEET, whole)
    (folder / "README.md").write_text(_readme(whole), encoding="utf-8", newline="\n")


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _readme(sheet: Mapping[str, Any]) -> str:
    """The datasheet for people."""
    lines = ["# Weights that `eventwire train` wrote", ""]
    lines += [
        f"Load with `eventwire.load(FOLDER)` or `--model FOLDER`. `{SHEET}` holds the same for programs.",
        "",
    ]
    facts = {
        "command": f"`{sheet['command']}`",
        "data": ", ".join(f"{number:,} {what}" for what, number in sheet["counts"].items()),
        "settings": ", ".join(f"{key} {_told(value)}" for key, value in sheet["settings"].items()),
        "trained over": f"{sheet['versions']['model']}, rules {sheet['versions']['rules']}",
        "licence": "that of the annotated articles; ask whoever gave them to you before you pass the weights on",
        "format": "npz without pickles: names of features, weights in float16, thresholds as JSON; loading runs no code",
    }
    lines += ["| | |", "| --- | --- |", *(f"| {key} | {value} |" for key, value in facts.items()), ""]
    lines += ["| file | bytes |", "| --- | ---: |"]
    lines += [f"| {name} | {told['bytes']:,} |" for name, told in sheet["files"].items()] + [""]
    for name, rows in sheet["scores"].items():
        lines += [f"F1, {name}:", "", *table(rows), ""]
    return "\n".join(lines)


def table(scores: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Figures before and after as lines of a Markdown table."""
    lines = [
        "| layer | before | after | difference | 95 % interval | p |",
        "| --- | ---: | ---: | ---: | --- | ---: |",
    ]
    for layer, told in scores.items():
        bounds = told["interval"]
        shown = "–" if bounds is None else f"[{bounds[0]:+.3f}, {bounds[1]:+.3f}]"
        lines.append(
            f"| {layer} | {told['before']:.3f} | {told['after']:.3f} | {told['difference']:+.3f} | {shown} | "
            f"{told['p']:.4f} |"
        )
    return lines


def _told(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "+".join(map(str, value))
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
