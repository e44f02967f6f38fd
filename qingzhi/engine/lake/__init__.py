"""The lake 「数据湖」: Parquet snapshots of the registers, incremental and dated, read by statistics and navigation."""
