"""Gold and predicted records → scores: reading gold, one-to-one matching, figures for each layer, reports."""

from eventwire.evaluation.comparison import Comparison, compare_scores
from eventwire.evaluation.gold import Gold, read_gold, read_predictions
from eventwire.evaluation.intervals import Intervals, intervals_of
from eventwire.evaluation.scores import Scores, evaluate

__all__ = [
    "Comparison",
    "Gold",
    "Intervals",
    "Scores",
    "compare_scores",
    "evaluate",
    "intervals_of",
    "read_gold",
    "read_predictions",
]
