from django.apps import AppConfig


class TimestampsConfig(AppConfig):
    name = "qingzhi.engine.timestamps"
    label = "timestamps"
    verbose_name = "时间戳"
