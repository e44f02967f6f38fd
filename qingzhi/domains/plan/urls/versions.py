"""Addresses of plans and versions."""

from django.urls import path

from ..views.desk import items, plans, review, versions

urlpatterns = [
    path("", plans.plans, name="plans"),
    path("import/", plans.import_text, name="import"),
    path("plans/<slug:code>/", plans.plan, name="plan"),
    path("versions/<int:version_id>/", review.review, name="review"),
    path("versions/<int:version_id>/head/", review.edit_head, name="edit_head"),
    path("versions/<int:version_id>/publish/", versions.publish, name="publish"),
    path("versions/<int:version_id>/withdraw/", versions.withdraw, name="withdraw"),
    path("versions/<int:version_id>/derive/", versions.derive, name="derive"),
    path("versions/<int:version_id>/differences/", versions.differences, name="differences"),
    path("versions/<int:version_id>/coverage/", versions.coverage, name="coverage"),
    path("versions/<int:version_id>/add/<slug:kind>/", items.add, name="add_item"),
    path("versions/<int:version_id>/items/<slug:key>/", items.item, name="item"),
    path("versions/<int:version_id>/items/<slug:key>/confirm/", items.confirm, name="confirm_item"),
    path("versions/<int:version_id>/items/<slug:key>/edit/", items.edit, name="edit_item"),
    path("versions/<int:version_id>/items/<slug:key>/split/", items.split, name="split_item"),
    path("versions/<int:version_id>/items/<slug:key>/merge/", items.merge, name="merge_item"),
    path("versions/<int:version_id>/items/<slug:key>/delete/", items.delete, name="delete_item"),
    path("versions/<int:version_id>/sections/<int:section_id>/edit/", review.edit_section, name="edit_section"),
    path(
        "versions/<int:version_id>/sections/<int:section_id>/confirm/", review.confirm_section, name="confirm_section"
    ),
    path(
        "versions/<int:version_id>/warnings/<int:warning_id>/resolve/", review.resolve_warning, name="resolve_warning"
    ),
    path("versions/<int:version_id>/warnings/<int:warning_id>/reopen/", review.reopen_warning, name="reopen_warning"),
]
