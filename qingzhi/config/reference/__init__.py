"""Reference data that hold in every province, and the loading of both kinds."""
