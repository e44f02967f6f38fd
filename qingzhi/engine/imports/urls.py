"""Addresses."""

from django.urls import path

from .views import batches, feeds, results, wizard

app_name = "imports"
urlpatterns = [
    path("", batches.batches, name="batches"),
    path("new/", wizard.choose, name="new"),
    path("new/<slug:kind>/", wizard.upload, name="upload"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/add/", feeds.add, name="add_feed"),
    path("feeds/<slug:code>/", feeds.feed, name="feed"),
    path("<int:pk>/", batches.batch, name="batch"),
    path("<int:pk>/progress/", batches.progress, name="progress"),
    path("<int:pk>/columns/", wizard.columns, name="columns"),
    path("<int:pk>/preview/", wizard.look, name="preview"),
    path("<int:pk>/confirm/", wizard.confirm, name="confirm"),
    path("<int:pk>/drop/", wizard.drop, name="drop"),
    path("<int:pk>/stop/", batches.stop, name="stop"),
    path("<int:pk>/resume/", batches.resume, name="resume"),
    path("<int:pk>/roll-back/", batches.roll_back, name="roll_back"),
    path("<int:pk>/rejections/", results.rejections, name="rejections"),
    path("<int:pk>/errors.csv", results.errors, name="errors"),
]
