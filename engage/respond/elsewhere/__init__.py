"""A survey as it shows elsewhere: framed on another site's page, and as the preview of a link in somebody's messages.
Nobody answers here, so nothing here reads or sets a cookie."""
