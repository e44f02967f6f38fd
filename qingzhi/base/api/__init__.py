"""The HTTP API 「接口」: tokens, access of operations, problem documents, limits, paging; domains bring the operations."""
