"""What an open survey would ask differently, published with what it means; and the versions there have been."""
