"""Every figure that was promised, measured and printed beside its goal."""
