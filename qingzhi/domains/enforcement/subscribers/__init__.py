"""What protection does when something happened elsewhere or earlier."""
