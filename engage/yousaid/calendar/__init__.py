"""The days people can answer until and were promised something by, for their own calendars."""
