"""Rule packs: folders of the user's own JSON Lines, laid over the model's by id."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from eventwire.errors import InputError, ModelDataError
from eventwire.lexicon.kinds import parser_for
from eventwire.lexicon.lines import objects


@dataclass(frozen=True)
class Pack:
    """A folder laid out as the model directory is: `gazetteer/*.jsonl`, `triggers/*.jsonl` and so on.

    A line with a new id is added, one with an id of the model replaces that rule, and one with `"disabled": true` switches
    it off; `id` and `disabled` are enough for that.

    Attributes:
        folder: where it was read from.
        files: path below the folder -> its lines without comments, keyed by id.
        digest: SHA-256 of its lines, hexadecimal; comments and blank lines don't count.
    """

    folder: Path
    files: dict[str, dict[str, bytes]]

    @property
    def digest(self) -> str:
        found = hashlib.sha256()
        for path, lines in sorted(self.files.items()):
            for line in lines.values():
                found.update(path.encode() + b"\0" + line + b"\n")
        return found.hexdigest()

    def over(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """The files that change when this pack is laid over some data files.

        An id is replaced wherever it stands below the same top folder; the new line goes to the file that the pack names.

        Args:
            files: path below the model directory -> content, as `DataFiles` keeps them.
        """
        changed: dict[str, bytes] = {}
        roots = {path.split("/", 1)[0] for path in files}
        for root in sorted({path.split("/", 1)[0] for path in self.files} & roots):
            mine = {p: lines for p, lines in self.files.items() if p.split("/", 1)[0] == root}
            ids = {rule for lines in mine.values() for rule in lines}
            for path, data in files.items():
                if path.split("/", 1)[0] == root and path.endswith(".jsonl"):
                    changed[path] = _without(data, ids)
            for path, lines in mine.items():
                added = b"".join(line + b"\n" for line in lines.values() if not is_off(line))
                if added:
                    changed[path] = changed.get(path, files.get(path, b"")) + added
        return {path: data for path, data in changed.items() if data != files.get(path)}


def read_pack(folder: str | Path) -> Pack:
    """The pack in a folder.

    Raises:
        InputError: where there is no such folder, or no rule in it. ModelDataError: for a file outside the model's layout,
        a line that does not fit its format or has no id, and an id that comes twice.
    """
    root = Path(folder)
    if not root.is_dir():
        raise InputError(f"{root}: no such folder of rules")
    files: dict[str, dict[str, bytes]] = {}
    for file in sorted(root.rglob("*.jsonl")):
        relative = file.relative_to(root).as_posix()
        files[relative] = _lines(file, relative)
    if not any(files.values()):
        raise InputError(f"{root}: found no rules, expected *.jsonl in gazetteer/, triggers/, …")
    return Pack(root, files)


def _lines(file: Path, relative: str) -> dict[str, bytes]:
    """The lines of a file by id, each valid or switched off."""
    parser = parser_for(relative)
    if parser is None:
        message = "no file of the model's layout, such as gazetteer/mine.jsonl or triggers/assault.jsonl"
        raise ModelDataError(message, path=file)
    found: dict[str, bytes] = {}
    for number, value in objects(file.read_bytes(), path=str(file)):
        rule = value.get("id")
        if not isinstance(rule, str) or not rule:
            raise ModelDataError("found no id, expected a string", path=file, line=number)
        if rule in found:
            raise ModelDataError("the id came before in this file", path=file, line=number, rule_id=rule)
        found[rule] = json.dumps(value, ensure_ascii=False).encode()
        try:
            if value.get("disabled") is not True:
                parser(found[rule], str(file))
        except ModelDataError as err:
            raise ModelDataError(err.message, path=file, line=number, rule_id=rule) from err
    return found


def _without(data: bytes, ids: set[str]) -> bytes:
    """The lines of a file but for those with one of these ids."""
    kept = []
    for line in data.split(b"\n"):
        try:
            rule = json.loads(line).get("id")
        except (ValueError, AttributeError):
            rule = None  # a comment, or a mistake that compiling will name
        if rule not in ids:
            kept.append(line)
    return b"\n".join(kept) if not kept[-1] else b"\n".join([*kept, b""])


def is_off(line: bytes) -> bool:
    """Whether a line switches its rule off."""
    return json.loads(line).get("disabled") is True
