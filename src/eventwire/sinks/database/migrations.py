"""The steps from each version of the schema to the next. A step is history: it is never changed, and names no current table
definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Step = Callable[[bool], Iterable[str]]

# Version -> the statements that make the next one of it; their argument says whether foreign keys are declared.
MIGRATIONS: dict[int, Step] = {}
