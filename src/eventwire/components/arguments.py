"""The arguments component: who and what fills the roles of each trigger."""

from __future__ import annotations

from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.layers import ArgumentValue
from eventwire.lexicon.frames import FrameLine, RoleLine, SupportLine
from eventwire.lexicon.lines import parse
from eventwire.lexicon.word_classes import CLASSES, classes_in
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.roles import RoleFinder, RoleRules, compile_roles
from eventwire.matching.tree import tree_of


@Language.factory(
    "eventwire_arguments",
    requires=["doc.spans", "token.dep"],
    default_config={"model": "en_eventwire"},
)
def make_arguments(nlp: Language, name: str, model: str) -> Arguments:
    """The factory that spaCy calls; `model` is whose `arguments/` are read."""
    made = Arguments()
    made.load_model(model)
    return made


class Arguments(DataFiles):
    """Fills roles by syntax and typed slots.

    Reads: heads, `doc._.triggers`, `doc._.mentions`, `doc._.entities`. Writes: `doc._.arguments`, trigger id → arguments.
    """

    folders: ClassVar[tuple[str, ...]] = ("arguments", "words")

    rules: RoleRules

    def compile(self) -> None:
        """Index the frames; raises ModelDataError for a bad line."""
        frames: list[FrameLine] = []
        supports: list[SupportLine] = []
        roles: list[RoleLine] = []
        for path, data in self.files.items():
            name = path.rsplit("/", 1)[-1]
            if name == "supports.jsonl":
                supports += parse(SupportLine, data, path=path)
            elif name == "roles.jsonl":
                roles += parse(RoleLine, data, path=path)
            elif path != CLASSES:
                frames += parse(FrameLine, data, path=path)
        self._classes = classes_in(self.files)
        self.rules = compile_roles(frames, supports, roles, self._classes)

    def __call__(self, doc: Doc) -> Doc:
        """Fill the roles of every trigger of a Doc."""
        tree = tree_of(doc)
        triggers = layers.table(doc, "triggers")
        found: dict[str, list[ArgumentValue]] = {}
        if triggers:
            finder = RoleFinder(
                tree,
                Grammar(tree, self._classes),
                Fillers(doc),
                self.rules,
                [row["head"] for row in triggers.values()],
            )
            found = {name: finder.arguments(row) for name, row in triggers.items()}
        doc._.arguments = found
        return doc
