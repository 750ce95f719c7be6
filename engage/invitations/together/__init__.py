"""Sessions in a room: the code to join, how many have finished, hands that went up, sticky notes, who was there."""
