"""Who may do what: anybody may search for what is shown to them; synonyms are loaded by the system."""

from qingzhi.base.permits import declare

declare("search.synonyms.load", "导入检索同义词")
