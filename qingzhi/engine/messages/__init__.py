"""Messages 「消息」: the in-site inbox and the outbox of channels (e-mail, SMS gateway)."""
