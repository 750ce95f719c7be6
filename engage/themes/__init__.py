"""People and machine agree on what was said: runs, themes, codings and the links to focus areas."""
