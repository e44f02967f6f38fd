"""The form that takes in statistics by industry."""

from django import forms

from qingzhi.base.pages.forms import FileField, PageForm

from ..rules.industry_rows import HEADS


class IndustryStatisticsForm(PageForm):
    """A file, and why what is there already is corrected."""

    file = FileField(
        label="文件",
        max_files=1,
        kinds=("csv", "xlsx", "xls", "txt"),
        help_text=f"CSV 或 Excel，第一行的列名：{'、'.join(HEADS)}",
    )
    reason = forms.CharField(
        label="更正理由", max_length=300, required=False, help_text="与已有的数不同时必填；原数保留"
    )
