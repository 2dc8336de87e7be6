"""What happens to commitments, and what is read from them for a page."""
