"""Use cases: one function is one thing a person does. Sessions come in, commits stay out."""
