from django.urls import path

from ..views.desk import yearbook

urlpatterns = [
    path("yearbook/", yearbook.tables, name="yearbook_tables"),
    path("yearbook/upload/", yearbook.upload, name="upload_yearbook"),
    path("yearbook/<int:table_id>/", yearbook.table, name="yearbook_table"),
    path("yearbook/<int:table_id>/write/", yearbook.write, name="write_yearbook"),
    path("yearbook/<int:table_id>/errors/", yearbook.errors, name="yearbook_errors"),
]
