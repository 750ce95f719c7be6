"""The kit every page is made with: forms, rendering, errors, security, languages. Knows no accounts."""
