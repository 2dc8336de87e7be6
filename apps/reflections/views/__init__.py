"""Pages of the reflections app. All of them are their owner's alone."""
