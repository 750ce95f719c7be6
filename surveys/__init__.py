"""What a survey is, how it is answered and what was answered. No pages, no permissions: those live in `engage`."""
