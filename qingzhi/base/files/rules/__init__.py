"""What a file is by its content, what it may be called, what it says: pure functions over bytes and paths."""
