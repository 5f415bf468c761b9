"""Plan documents as a knowledge graph in which every fact leads back to its words."""

__version__ = "0.1.0"
