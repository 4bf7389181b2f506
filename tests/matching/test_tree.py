from spacy.language import Language

from eventwire.matching.tree import tree_of


def test_lists_agree_with_the_doc(nlp: Language) -> None:
    doc = nlp("Rebels fired two rockets at the base. Nobody was hurt \U0001f680 there.")
    tree = tree_of(doc)
    assert tree.words == [t.text for t in doc]
    assert tree.heads == [t.head.i for t in doc]
    assert tree.deps == [t.dep_ for t in doc]
    assert tree.pos == [t.pos_ for t in doc]
    assert tree.starts == [t.idx for t in doc]
    assert tree.left == [t.left_edge.i for t in doc]
    assert tree.right == [t.right_edge.i + 1 for t in doc]
    assert tree.bounds == [(s.start, s.end) for s in doc.sents]


def test_an_empty_doc_has_an_empty_tree(nlp: Language) -> None:
    assert len(tree_of(nlp.make_doc(""))) == 0


def test_an_unparsed_doc_has_a_tree_of_roots(nlp: Language) -> None:
    tree = tree_of(nlp.make_doc("No parse here"))
    assert tree.heads == [0, 1, 2]
