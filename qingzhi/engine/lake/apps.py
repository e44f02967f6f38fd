from django.apps import AppConfig


class LakeConfig(AppConfig):
    name = "qingzhi.engine.lake"
    label = "lake"
    verbose_name = "数据湖"
