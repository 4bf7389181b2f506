"""Checking rules: every line by its format, every example through the pipeline. `eventwire check` prints what comes out."""
