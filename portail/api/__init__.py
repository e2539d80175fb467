"""HTTP routes and the gate in front of them."""
