"""Starting Kept on one machine: private servers, secrets, web, worker and beat.

Nothing here imports Django: it runs before Django has settings to read.
"""
