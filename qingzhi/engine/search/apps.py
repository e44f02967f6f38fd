from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "qingzhi.engine.search"
    label = "search"
    verbose_name = "检索"
