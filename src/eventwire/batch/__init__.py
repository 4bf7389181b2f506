"""A run over many articles."""
