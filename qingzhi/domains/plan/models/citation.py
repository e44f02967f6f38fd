"""What a plan refers to."""

from django.db import models

from .item import Item


class Citation(Item):
    """A law, standard or document that the text refers to 「引用」."""

    title = models.CharField("名称", max_length=300, blank=True)
    number = models.CharField("文号", max_length=100, blank=True)
    quote = models.TextField("原文")

    class Meta(Item.Meta):
        verbose_name = "引用文件"

    def __str__(self) -> str:
        return self.title or self.number
