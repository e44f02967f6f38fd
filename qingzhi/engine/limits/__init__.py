"""Time limits 「期限」: working-day and calendar limits from dated rules; every due date explains itself."""
