"""Pure rules of messages: the texts of templates."""
