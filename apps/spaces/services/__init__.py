"""What happens to spaces."""
