"""Results in the formats that people's tools open."""
