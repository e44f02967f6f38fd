"""What figures publish."""

from qingzhi.engine.publication.kinds import PublicationKind, publication_kind

METHOD = publication_kind(PublicationKind("metrics.method", "评价办法公布", objections=False))
