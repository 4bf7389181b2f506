"""A worker whose articles say what happens to it, with an empty pipeline that is loaded at once.

Words of the text: KILL ends the process, HANG never comes back, CRASH raises, EXIT leaves, ONCE ends the process the first time
only; SLOW takes 20 ms more. Every article that is begun leaves a line in the file that FAULTY_LOG names.
"""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import spacy

import eventwire.extraction
import eventwire.language
from eventwire.article import Article
from eventwire.batch.setup import Setup
from eventwire.batch.worker import work


def faulty_work(connection: Connection, setup: Setup) -> None:
    """`work` with an empty pipeline."""
    eventwire.language.load = lambda *_, **__: spacy.blank("en")  # type: ignore[assignment]
    eventwire.extraction.annotate = _annotate  # type: ignore[assignment]
    work(connection, setup)


def _annotate(nlp: Any, article: Article) -> Any:
    words = set(article.text.split())
    log = Path(os.environ["FAULTY_LOG"])
    before = log.read_text().split("\n").count(article.id) if log.exists() else 0
    with log.open("a") as file:
        file.write(f"{article.id}\n")
    if "KILL" in words or ("ONCE" in words and not before):
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in words:
        while True:
            time.sleep(60)
    if "EXIT" in words:
        os._exit(3)
    if "CRASH" in words:
        raise ValueError("a rule went wrong")
    if "SLOW" in words:
        time.sleep(0.02)
    return nlp(article.text)
