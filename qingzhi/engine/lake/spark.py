"""The lake on Spark: the same blocks and the same expressions, for whom one machine is too small (extra `spark`, Java 17).

Nothing in the house calls it by itself: it takes a session that is given, and answers as a `Snapshot` does.
"""

import importlib.util
import shutil
from typing import Any

import ibis
import pyarrow as pa

from .manifests import Manifest, block_path
from .reading import Snapshot, empty_table
from .tables import table_of

SMALL = {  # for a session on one machine over small tables: nothing is worth compiling or spreading
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def why_not() -> str:
    """Why there is no Spark here, in a line; empty where there is."""
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not installed: pip install 'qingzhi[spark]'"
    if shutil.which("java") is None:
        return "Spark needs Java 17: install the package openjdk-17-jre-headless"
    return ""


def small_session() -> Any:
    """A session of this process alone, on two threads."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("qingzhi")
    for name, value in SMALL.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


class SparkSnapshot(Snapshot):
    """The lake of one day, asked on Spark, which cuts its own ranges."""

    cuts_ranges = False

    def __init__(self, manifest: Manifest, session: Any):
        super().__init__(manifest)
        self.backend: Any = ibis.pyspark.connect(session)

    def _open(self, name: str, public: bool) -> ibis.Table:
        found = self.manifest.tables.get(name)
        columns = [one for one in table_of(name).columns if not public or one not in table_of(name).protected]
        if found is None or not found.blocks:
            return empty_table(name)[columns]
        paths = [str(block_path(name, block.file)) for block in found.blocks]
        frame = self.backend._session.read.parquet(*paths)
        frame.createOrReplaceTempView(f"lake_{name}")
        return self.backend.table(f"lake_{name}")[[one for one in columns if one in found.columns]]

    @property
    def at_once(self) -> int:
        """One question: the cluster spreads it."""
        return 1

    def read(self, expression: ibis.Table) -> pa.Table:
        """What an expression over these tables says."""
        found: pa.Table = self.backend.to_pyarrow(expression)
        return found
