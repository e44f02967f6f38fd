"""An answer sheet as a file: downloaded, uploaded."""

from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.pages.sheets import MEDIA_TYPE

from ...actions.survey_files import take_in_file
from ...forms.surveys import AnswerFileForm
from ...queries.survey_workbooks import workbook_of
from .survey_finding import found_sheet


@desk("metrics.survey.view")
def template(request: PageRequest, sheet_id: int) -> HttpResponse:
    """The sheet as an Excel file, with what is filled in."""
    found = found_sheet(request, sheet_id)
    response = HttpResponse(workbook_of(found), content_type=MEDIA_TYPE)
    name = f"{found.round.survey.title}-{found.round.period_label}-{found.body.short_name}.xlsx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@desk("metrics.survey.fill")
def upload(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Takes a filled-in file in as a draft."""
    found = found_sheet(request, sheet_id)
    to = reverse("metrics:fill_sheet", args=[found.pk])
    return acted(
        request,
        template="metrics/form.html",
        title=f"上传调查表：{found.body.short_name}",
        form=AnswerFileForm(request.POST or None, request.FILES or None),
        do=lambda form: take_in_file(actor=request.actor, answer=found, content=form.cleaned_data["file"][0].read()),
        to=to,
        success="文件已收下，存为草稿；请核对后报送",
        cancel_url=to,
        submit="上传",
    )
