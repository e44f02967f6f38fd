from django.urls import path

from .views import public
from .views.desk import archives, entering, licences, mine, penalties, reading

app_name = "credit"
urlpatterns = [
    path("", archives.archives, name="archives"),
    path("listings/", archives.listings, name="listings"),
    path("archives/<int:archive_id>/", archives.archive, name="archive"),
    path("archives/<int:archive_id>/read/", reading.read, name="read"),
    path("archives/<int:archive_id>/name/", reading.name, name="read_name"),
    path("archives/<int:archive_id>/match/", entering.match, name="match"),
    path("archives/<int:archive_id>/propose/", entering.propose, name="propose"),
    path("entries/new/", entering.new_result, name="new_result"),
    path("entries/<int:entry_id>/propose/", entering.propose_on_entry, name="propose_on_entry"),
    path("penalties/", penalties.penalties, name="penalties"),
    path("penalties/publish/", penalties.publish, name="publish"),
    path("penalties/export/", penalties.export, name="export"),
    path("penalties/<int:notice_id>/wording/", penalties.wording, name="wording"),
    path("licences/", licences.licences, name="licences"),
    path("licences/new/", licences.new, name="new_licence"),
    path("licences/publish/", licences.publish, name="publish_licences"),
    path("licences/export/", licences.export, name="export_licences"),
    path("licences/<int:licence_id>/", licences.licence, name="licence"),
    path("readings/", reading.readings, name="readings"),
    path("mine/", mine.mine, name="mine"),
    path("mine/entries/<int:entry_id>/dispute/", mine.dispute, name="dispute"),
    path("mine/listings/<int:listing_id>/repair/", mine.repair, name="repair"),
    path("public/", public.published, name="public"),
    path("public/licences/", public.licences, name="public_licences"),
    path("public/penalties/", public.penalties, name="public_penalties"),
]
