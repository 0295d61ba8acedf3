"""Rules: values in, values or errors out. No I/O, no framework."""
