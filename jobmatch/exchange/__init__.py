"""Rows to files of ours, and files of others back to rows."""
