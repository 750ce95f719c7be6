"""Reaching people: code cards, e-mails, sessions in a room, paper that is typed in, and who has not been heard yet."""
