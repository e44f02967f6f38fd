"""Work items 「待办」: the one inbox and the one board of inaction."""
