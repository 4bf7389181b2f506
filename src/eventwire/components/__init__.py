"""The spaCy factories, one module each; every annotation key of the Doc has one of them as its only writer."""
