from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "qingzhi.base.regions"
    label = "regions"
    verbose_name = "行政区划"
