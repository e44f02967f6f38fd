from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "qingzhi.base.pages"
    label = "pages"
    verbose_name = "页面"
