"""What is known of a stored file; the bytes lie in the data folder under their hash."""

from django.db import models


class StoredFile(models.Model):
    """One upload or drawn document: name as given, bytes by SHA-256 (shared by equal files), type by content."""

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=255)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("大小（字节）")
    body_id = models.BigIntegerField("提交单位", null=True)
    stored_by = models.CharField("提交人", max_length=100)
    stored_by_id = models.BigIntegerField("提交账号", null=True)
    stored_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "附件"

    def __str__(self) -> str:
        return self.name
