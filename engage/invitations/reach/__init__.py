"""Who there is to hear from, who has been heard, and who has not, with small numbers protected."""
