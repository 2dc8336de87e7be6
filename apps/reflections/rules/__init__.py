"""Private measurement as pure functions: no database, no clock, no I/O (measurement 2.3 to 2.6)."""
