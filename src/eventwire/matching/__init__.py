"""Compiled rules over a Doc's words: pure functions from plain lists to spans, which a test can call without a pipeline."""
