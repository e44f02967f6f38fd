"""青知: a provincial intellectual-property plan as a running system."""
