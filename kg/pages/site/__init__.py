"""The offline pages: the same knowledge for people who read, one page for each thing."""
