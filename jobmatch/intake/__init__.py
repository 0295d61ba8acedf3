"""Pure library: a file as it comes in; typed rows, raw cells and problems out."""
