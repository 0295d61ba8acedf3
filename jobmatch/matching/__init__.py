"""Pure library: text and profiles in, ranked matches with reasons out."""
