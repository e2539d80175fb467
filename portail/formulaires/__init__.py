"""What is asked: a form is a versioned schema, its answers are read, shown and checked by pure functions."""
