"""Gold and predicted records → scores: reading gold, one-to-one matching, figures for each layer, reports."""

from eventwire.evaluation.gold import Gold, read_gold, read_predictions
from eventwire.evaluation.scores import Scores, evaluate

__all__ = ["Gold", "Scores", "evaluate", "read_gold", "read_predictions"]
