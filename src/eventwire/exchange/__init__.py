"""Records to annotation tools and back: brat standoff, Label Studio, doccano, Prodigy and spaCy's DocBin.

A record is drawn as a graph of labelled spans (`graph.py`), which each format writes as far as it can; the record itself
goes along in a place that the tool keeps. Reading gives the graph back, and `rebuilding.py` makes the record of it: the same one
where nobody changed anything, else what the annotator says, completed by what still fits. No pipeline here; spaCy in
`docbin.py` only, which is imported when it is asked for.
"""

from eventwire.exchange.formats import FORMATS, FormatName, export, import_
from eventwire.exchange.gold_files import write_gold
from eventwire.exchange.passages import Annotated, Problem

__all__ = ["FORMATS", "Annotated", "FormatName", "Problem", "export", "import_", "write_gold"]
