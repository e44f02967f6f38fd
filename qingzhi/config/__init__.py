"""Settings, urls, entry points, the provinces: the only place that knows everything and assembles it."""
