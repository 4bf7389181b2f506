"""Gold → the weights of the learned parts. Needs the extra `train` (scikit-learn); what is learned runs without it."""
