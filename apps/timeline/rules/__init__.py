"""The timeline's own rules: which days it shows, and what a marked day is. Pure."""
