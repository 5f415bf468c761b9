"""The tables of rules: their examples held against the program, their pages and concepts."""
