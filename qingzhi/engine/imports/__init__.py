"""Bulk imports 「批量导入」: files become batches of rows that a register takes, resumable, reversible, accounted for."""
