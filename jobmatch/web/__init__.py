"""Flask pages and API: parse, call a service, answer. No rule, no SQL."""
