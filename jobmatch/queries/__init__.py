"""Reads: one function answers one question and never writes."""
