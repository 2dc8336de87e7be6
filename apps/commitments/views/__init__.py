"""Pages of the commitments app."""
