"""Before it opens: young testers try the questions out, and the forum, the council and a young reviewer sign them."""
