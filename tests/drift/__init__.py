"""Facts gained, lost and changed between two commits."""
