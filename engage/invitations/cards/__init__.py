"""Code cards: sheets of codes for a school or a group, made, printed, closed and made anew."""
