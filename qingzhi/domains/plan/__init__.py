"""The plan 「规划计划」: its text compiled into measures and targets, the joint conference, tasks, reports, dunning."""
