"""What any procedure needs, with no word about intellectual property."""
