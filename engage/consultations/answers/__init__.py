"""What came in, for staff: counts and charts with small numbers protected, words, files, and exports."""
