"""Starting, stopping and staying up: real processes, real signals, a real PostgreSQL that is really killed."""
