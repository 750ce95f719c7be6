"""Going on through the questions without signal, on the respondent's own device: the questions to take along, the key
that answers are sealed to, and taking them in when they come."""
