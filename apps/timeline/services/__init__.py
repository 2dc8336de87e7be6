"""What the timeline shows, put together from what is shared."""
