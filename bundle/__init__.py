"""One archive for people without Python or without a network: results to open, and the program."""
