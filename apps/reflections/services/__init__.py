"""What people do in private."""
