"""Pages about two people: the door, asking and joining, the shared space, its end."""
