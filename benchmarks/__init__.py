"""What we claim, as commands that measure it. Each prints `name=value` lines and cleans up after itself."""
