"""How long the commands take, as a person waits for them: ``make bench``."""
