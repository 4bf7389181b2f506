"""The error browser: its data, its filters in node and in Chromium where these are installed, and hostile text in it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventwire.evaluation import Gold, evaluate
from eventwire.evaluation.authoring import build
from eventwire.evaluation.browser import embedded, pieces, render
from eventwire.evaluation.differences import KINDS, SHOWN_LAYERS, differences
from eventwire.evaluation.sentences import LONGEST, sentences, window
from eventwire.evaluation.source import parse_source
from eventwire.schema import ArticleRecord

PAGE = Path(render.__code__.co_filename).with_name("page")
ATTACK = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
SOURCE = f"""
=== text
🚀 [Rebels|reb: A armed_group SDN] [shelled|@e1] [Kassala|kas: P city SDN] on [Monday|d: D 2020-05-04]. {ATTACK} & [Reuters|reu: A media] said nothing.
The [army|army: A military SDN] [condemned|@e2; @c1] [the [raid|@e1]|@c1.content] with [two|q: Q 2] [men|men: A civilians SDN].
=== events
e1: ASSAULT/heavy-weapons actual/unknown agent=reb target=kas place=kas when=d killed=q:of=men
e2: ACCUSE/disapprove actual/succeeded agent=army
=== characterizations
c1: condemn speaker=army official about=e1
"""


def article(*changes: tuple[str, str], name: str = "one") -> Gold:
    source = SOURCE
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    parsed = parse_source(source, Path("a.gold"))
    return Gold(Path("a.json"), build(parsed, name)[0], parsed.text)


def guess(name: str = "one") -> ArticleRecord:
    return article(
        ("[Rebels|", "Rebels ["), ("Rebels [reb: A armed_group SDN]", "[Rebels|reb: A military SDN]"),
        ("kas: P city SDN", "kas: A state SDN"), ("place=kas", ""), ("D 2020-05-04", "D 2020-05-11"), ("Q 2", "Q 3"),
        ("killed=q", "wounded=q"), ("ACCUSE/disapprove", "THREATEN"), ("[Reuters|reu: A media]", "Reuters"),
        ("with [two", "[with two"), ("c1: condemn", "c1: report"), name=name,
    ).record  # fmt: skip


def data_of(page: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, flags=re.DOTALL)
    plain: dict[str, Any] = json.loads(found)
    return plain


def test_differences_are_what_the_counts_are_made_of() -> None:
    gold = article()
    found = list(differences(gold.record, guess()))
    scores = evaluate([gold.record], [guess()])
    assert {d.kind for d in found} == set(KINDS)
    for layer in SHOWN_LAYERS:
        counts = scores.layers[layer].total.overlap
        kinds = [d.kind for d in found if d.layer == layer]
        mistyped = kinds.count("wrong type")
        assert (counts.fn, counts.fp) == (
            kinds.count("missed") + mistyped,
            kinds.count("false") + mistyped,
        ), layer
        for name, value in scores.layers[layer].values.items():
            wrong = [d for d in found if (d.layer, d.kind, d.field) == (layer, "wrong value", name)]
            assert len(wrong) == value.total - value.correct, name


def test_gold_against_itself_has_no_differences() -> None:
    assert list(differences(article().record, article().record)) == []


def test_each_row_shows_its_sentence_on_both_sides() -> None:
    gold = article()
    rows = data_of(render([gold], [guess()]))["differences"]
    assert len(rows) == len(list(differences(gold.record, guess())))
    for row in rows:
        shown = ["".join(piece[0] for piece in row[side]["pieces"]) for side in ("gold", "predicted")]
        assert shown[0] == shown[1]
        assert shown[0] in gold.text
    (date,) = (row for row in rows if row["field"] == "date_bounds")
    assert ["Monday", "own"] in date["gold"]["pieces"]
    assert "2020-05-04" in date["gold"]["value"]
    assert "2020-05-11" in date["predicted"]["value"]


def test_pieces_count_code_points_and_nest() -> None:
    text = "🚀 The raid on Kassala."
    assert pieces(text, (0, len(text)), own=[(6, 10)], context=[(2, 10)], other=[(14, 21)]) == [
        ["🚀 ", ""], ["The ", "context"], ["raid", "own"], [" on ", ""], ["Kassala", "other"], [".", ""]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("KABUL (X) – One.\n\nTwo", ["KABUL (X) – One.", "Two"]),
        ("The U.S. army left.", ["The U.S. army left."]),
        ('"Go." He went.', ['"Go."', "He went."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_window_is_bounded_and_holds_the_place() -> None:
    text = "x" * 5000
    start, end = window(sentences(text), [(4000, 4003)], len(text))
    assert start <= 4000 < 4003 <= end
    assert end - start <= LONGEST


def test_hostile_text_stays_data() -> None:
    hostile = article(name=ATTACK)
    page = render([hostile], [guess(ATTACK)])
    assert page.isascii()
    assert ATTACK not in page
    assert page.count("</script>") == 2
    assert page.count("<script") == 2
    assert data_of(page)["articles"] == [ATTACK]
    assert "%" not in re.findall(r'content="default-src[^"]*"', page)[0]


@pytest.mark.parametrize("text", ["%SCRIPT%", "<!--<script>", "\u2028&amp;", "\ud800", "\\u003c/script>"])
def test_embedded_is_ascii_and_comes_back(text: str) -> None:
    safe = embedded({"text": text})
    assert safe.isascii()
    assert not set("<>&") & set(safe)
    assert json.loads(safe) == {"text": text}


def test_policy_allows_the_page_alone() -> None:
    page = render([article()], [guess()])
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name, content in re.findall(r"<(script|style)>(.*?)</\1>", page, flags=re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(src|href|action)\s*=|@import|url\(", re.sub(r'id="data">.*?</script>', "", page))


# The filters, without a browser.

NODE = shutil.which("node")
WANTED: list[dict[str, str]] = [
    {},
    {"layer": "mentions"},
    {"layer": "mentions", "kind": "missed"},
    {"kind": "wrong value", "field": "date_bounds"},
    {"group": "ACTOR", "article": "two"},
    {"words": "KASSALA"},
    {"layer": "nothing"},
]


def fitting(rows: list[dict[str, Any]], wanted: dict[str, str]) -> list[int]:
    """What the page must show, by the plain reading of the filters."""
    found = []
    for i, row in enumerate(rows):
        words = " ".join(
            "".join(p[0] for p in row[side]["pieces"]) + row[side]["value"] for side in ("gold", "predicted")
        )
        plain = all(row[key] == value for key, value in wanted.items() if key != "words")
        if plain and wanted.get("words", "").lower() in words.lower():
            found.append(i)
    return found


def two_articles() -> str:
    return render([article(), article(name="two")], [guess(), guess("two")])


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_filters_in_node() -> None:
    rows = data_of(two_articles())["differences"]
    code = """
    const page = require(process.argv[1]);
    const {rows, wanted} = JSON.parse(require("fs").readFileSync(0, "utf8"));
    console.log(JSON.stringify(wanted.map((one) => ({
      rows: page.chosen(rows, one).map((row) => rows.indexOf(row)),
      layers: Object.fromEntries(page.counted(rows, one, "layer")),
      again: page.wantedOf("#" + new URLSearchParams(one)),
    }))));
    """
    done = subprocess.run(
        [str(NODE), "-e", code, str(PAGE / "browser.js")],
        input=json.dumps({"rows": rows, "wanted": WANTED}),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = json.loads(done.stdout)
    for wanted, answer in zip(WANTED, answers, strict=True):
        assert answer["rows"] == fitting(rows, wanted), wanted
        others = fitting(rows, {k: v for k, v in wanted.items() if k != "layer"})
        layers = [rows[i]["layer"] for i in others]
        assert answer["layers"] == {layer: layers.count(layer) for layer in layers}
        assert {k: v for k, v in answer["again"].items() if v} == wanted
    assert 0 < len(answers[1]["rows"]) < len(rows)


# The page in Chromium, driven over its debugging pipe.

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One page of a headless Chromium."""

    def __init__(self, address: str, profile: Path) -> None:
        command_in, self._out = os.pipe()
        self._in, command_out = os.pipe()

        def wire() -> None:  # Chromium reads commands from 3 and writes answers to 4
            high = os.dup(command_in), os.dup(command_out)
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self._process = subprocess.Popen(
            [
                str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--remote-debugging-pipe", address,
            ],
            pass_fds=(3, 4), preexec_fn=wire, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(command_in)
        os.close(command_out)
        self._number = 0
        self._rest = b""
        targets: list[dict[str, Any]] = []
        while not targets:
            found = self.call("Target.getTargets")["targetInfos"]
            targets = [t for t in found if t["type"] == "page" and t["url"].startswith("file:")]
        answer = self.call("Target.attachToTarget", targetId=targets[0]["targetId"], flatten=True)
        self._session = answer["sessionId"]
        while self.run("location.protocol + document.readyState") != "file:complete":
            pass

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                more = os.read(self._in, 65536)
                if not more:
                    raise RuntimeError("Chromium ended without an answer")
                self._rest += more
            line, _, self._rest = self._rest.partition(b"\0")
            answer = json.loads(line)
            if answer.get("id") == self._number:
                result: dict[str, Any] = answer["result"]
                return result

    def run(self, code: str) -> Any:
        answer = self.call("Runtime.evaluate", self._session, expression=code, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    file = tmp_path / "errors.html"
    file.write_text(two_articles(), encoding="utf-8")
    page = Browser(file.as_uri(), tmp_path / "profile")
    yield page
    page.close()


SHOWN = """[...document.querySelectorAll("#rows tr")].map((row) =>
  [row.querySelector(".kind").textContent, row.querySelector(".what").textContent, row.querySelector(".where").textContent])"""


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_filters_in_chromium(browser: Browser) -> None:
    rows = data_of(two_articles())["differences"]

    def expected(**wanted: str) -> list[list[str]]:
        chosen = (rows[i] for i in fitting(rows, wanted))
        return [[r["kind"], f"{r['layer']} {r['field']}".rstrip(), r["article"]] for r in chosen]

    def change(name: str, value: str) -> None:
        event = "input" if name == "words" else "change"
        browser.run(
            f"(() => {{ const e = document.getElementById('{name}'); e.value = '{value}';"
            f" e.dispatchEvent(new Event('{event}')); }})()"
        )

    assert browser.run(SHOWN) == expected()
    change("layer", "mentions")
    assert browser.run(SHOWN) == expected(layer="mentions")
    change("kind", "wrong value")
    assert browser.run(SHOWN) == expected(layer="mentions", kind="wrong value")
    assert browser.run("location.hash") == "#layer=mentions&kind=wrong+value"
    change("article", "two")
    assert browser.run(SHOWN) == expected(layer="mentions", kind="wrong value", article="two") != []
    change("words", "monday")
    assert browser.run("document.getElementById('count').textContent").endswith("differences in 2 articles")
    browser.run("document.getElementById('reset').click()")
    assert browser.run(SHOWN) == expected()
    # the text of the article is on the page as words, and nothing in it ran or became an element
    assert browser.run("window.hacked") is None
    assert browser.run("document.querySelectorAll('#rows img, #rows script').length") == 0
    assert ATTACK in browser.run("document.getElementById('rows').textContent")
    # and the policy really is in force
    browser.run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
        " document.body.append(s); })()"
    )
    assert browser.run("window.hacked") is None
