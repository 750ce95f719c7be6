"""A believable place to try things in: fictional people and answers, made through the same functions a click would reach."""
