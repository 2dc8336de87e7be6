"""A minimal Django project: what a signed-in page costs before it does anything of its own."""
