"""Drills that try to break promises, in a scratch home of their own."""
