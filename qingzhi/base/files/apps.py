from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "qingzhi.base.files"
    label = "files"
    verbose_name = "附件"
