"""Loading reference data: national tables first, then the province's. Twice changes nothing."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from qingzhi.base.identity.actions import establish_body, load_roles, plan_succession
from qingzhi.base.identity.models import Body, Succession
from qingzhi.base.permits import SYSTEM
from qingzhi.base.regions.actions import load_regions
from qingzhi.base.regions.models import Region
from qingzhi.domains.cultivation.actions.cohorts import load_cohorts
from qingzhi.domains.enforcement.actions.protection import load_poverty_counties
from qingzhi.domains.funds.actions import load_pace_rules
from qingzhi.domains.metrics.actions import load_formulas, load_indicators, load_statistics
from qingzhi.domains.metrics.actions.boards import load_board_lines, load_map_tiles
from qingzhi.domains.metrics.actions.compared import load_compared_files, load_places
from qingzhi.domains.metrics.actions.density import load_density
from qingzhi.domains.metrics.actions.evaluation_methods import load_methods
from qingzhi.domains.metrics.actions.report_outlines import load_outlines
from qingzhi.domains.metrics.actions.survey_designs import load_survey_thresholds, load_surveys
from qingzhi.domains.parties.actions import load_party_rules
from qingzhi.domains.plan.actions.light_thresholds import load_light_thresholds
from qingzhi.domains.plan.actions.standards import load_tracking
from qingzhi.domains.rights.actions.brands import load_brand_terms
from qingzhi.domains.rights.actions.fees_loading import load_fee_rules
from qingzhi.domains.rights.actions.folk import load_folk_categories
from qingzhi.domains.rights.actions.industries import load_concordance, load_industries
from qingzhi.domains.rights.actions.industry_codes import load_code_table
from qingzhi.domains.rights.actions.secrets_checklist import load_secrets_items
from qingzhi.domains.rights.actions.terms_loading import load_right_terms
from qingzhi.domains.support.actions.award_rules import load_award_rules
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.decisions.declaring import all_tables
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.publication.actions import load_grounds
from qingzhi.engine.scoring.actions import load_schemes, load_thresholds
from qingzhi.engine.search.actions import load_synonyms

from ..provinces import Province, current_province, read_rows

HERE = Path(__file__).parent


def load_reference(say: Callable[[str], None] = lambda line: None) -> None:
    """Load everything that must stand before anybody works."""
    province = current_province()
    created, updated = load_regions(actor=SYSTEM, rows=province.rows("regions"))
    say(f"行政区划：新增 {created}，更新 {updated}")
    roles, grants = load_roles(actor=SYSTEM, roles=national("roles"), grants=national("grants"))
    say(f"角色 {roles}，授权 {grants}")
    say(f"单位：新增 {load_bodies(province)}；职责承继：登记 {load_successions(province)}")
    created, updated = load_limits(actor=SYSTEM, rows=national("limits"))
    say(f"期限规则：新增 {created}，更新 {updated}")
    say(f"决策表：新增 {load_decision_tables(province)} 个版本")
    awards = load_award_rules(actor=SYSTEM, rules=national("award_rules"), grades=national("award_grades"))
    say(f"评选规则和奖项设置：更新 {awards}")
    say(f"异议事由：新增 {load_grounds(actor=SYSTEM, rows=national('objection_grounds'))[0]}")
    say(f"检索同义词：新增 {load_synonyms(actor=SYSTEM, rows=national('search_synonyms'))}")
    created, updated = load_series(actor=SYSTEM, rows=province.rows("document_series"))
    say(f"发文字号系列：新增 {created}，更新 {updated}")
    created, updated = load_indicators(actor=SYSTEM, rows=national("indicators"))
    figures = load_statistics(actor=SYSTEM, rows=province.rows("statistics"))
    say(f"指标：新增 {created}，更新 {updated}；统计数据：新增 {figures.created}，更正 {figures.updated}")
    lines = load_board_lines(actor=SYSTEM, rows=national("board_lines"))
    tiles = load_map_tiles(actor=SYSTEM, rows=province.rows("map_tiles"))
    say(f"总览指标：更新 {lines}；地图方格：更新 {tiles}")
    say(
        f"比较地区：更新 {load_places(actor=SYSTEM, rows=national('compared_places'))}；比较数据表：新增 {load_compared_tables()}"
    )
    say(f"指标公式：新增 {load_formulas(actor=SYSTEM, rows=formulas())}")
    say(f"报告大纲：更新 {load_outlines(actor=SYSTEM, specs=report_outlines())}")
    say(
        f"统计调查：新增 {load_surveys(actor=SYSTEM, rows=surveys(province))}，差异阈值：新增 {load_survey_thresholds(actor=SYSTEM, rows=national('survey_thresholds'))}"
    )
    say(f"密集度口径和国家分类：更新 {load_densities()}")
    say(f"亮灯阈值：新增 {load_light_thresholds(actor=SYSTEM, rows=national('light_thresholds'))}")
    fees = load_fee_rules(actor=SYSTEM, rules=national("fee_rules"), reductions=national("fee_reductions"))
    say(f"收费标准：新增 {fees[0]}，更新 {fees[1]}")
    terms = load_right_terms(actor=SYSTEM, rows=national("right_terms"))
    say(f"保护期规则：新增 {terms[0]}，更新 {terms[1]}")
    say(f"代码表：新增 {load_code_tables()} 项")
    say(f"计划产业和参照表：更新 {load_plan_industries(province)} 项")
    say(f"品牌类别和商标口径、民间文化资源类别：更新 {load_catalogue_terms(province)} 项")
    say(f"商业秘密自查清单：更新 {load_secrets_items(actor=SYSTEM, rows=national('secrets_checklist'))} 项")
    rules = load_party_rules(actor=SYSTEM, thresholds=national("name_thresholds"), sizes=national("size_rules"))
    say(f"归并判别、企业划型标准：新增 {rules}")
    say(f"资金执行进度标准：新增 {load_pace_rules(actor=SYSTEM, rows=national('funds_pace'))}")
    say(f"贫困县名录：新增 {load_poverty_counties(actor=SYSTEM, rows=province.rows('poverty_counties'))}")
    numbers = load_thresholds(actor=SYSTEM, rows=national("scoring_thresholds"))
    criteria = load_schemes(actor=SYSTEM, schemes=national("scoring_schemes"), criteria=national("scoring_criteria"))
    say(f"评审参数：新增 {numbers[0]}，更新 {numbers[1]}；评审标准：新增 {criteria[0]} 个版本")
    say(f"评价办法：新增 {load_methods(actor=SYSTEM, rows=evaluation_methods())}")
    say(f"培育名单：新增 {load_cohorts(actor=SYSTEM, rows=national('cohorts'))}")
    say(f"任务阈值、督办层级、基层标准、联席会议办公室：新增 {load_task_tracking(province)}")


def load_decision_tables(province: Province) -> int:
    """The rows of every declared decision table, from `decisions/<code>.csv`; the province's own file goes before the national."""
    new = 0
    for spec in all_tables():
        name = f"decisions/{spec.code}"
        new += load_decisions(actor=SYSTEM, table=spec.code, rows=province.rows(name) or national(name))
    return new


def load_compared_tables() -> int:
    """The official tables of the provinces that come with the house, each from its own file."""
    rows = national("compared_tables")
    return load_compared_files(
        actor=SYSTEM, rows=rows, read=lambda file: (HERE / "compared" / f"{file}.csv").read_bytes()
    )


def load_task_tracking(province: Province) -> int:
    """The dated rows of tracking; how the office signs is the province's own."""
    office = {**province.facts["documents"], **province.facts["conference"]}
    signs = {"conference": office["name"], "body": province.facts["plan"]["owner"], "valid_from": "2015-01-01"}
    return load_tracking(
        actor=SYSTEM,
        thresholds=national("task_thresholds"),
        levels=national("escalation_levels"),
        standards=national("grassroots_standards"),
        offices=[{**office, **signs}],
    )


def load_catalogue_terms(province: Province) -> int:
    """What brands and folk-cultural resources are called and counted by."""
    categories, groups = province.rows("brand_categories"), national("mark_groups")
    brands = load_brand_terms(actor=SYSTEM, categories=categories, groups=groups)
    return brands + load_folk_categories(actor=SYSTEM, rows=national("folk_categories"))


def load_plan_industries(province: Province) -> int:
    """The plan's industries, and every version of the table that leads to them."""
    groups, industries = province.rows("industry_groups"), province.rows("industries")
    touched = load_industries(actor=SYSTEM, groups=groups, industries=industries)
    rows = province.rows("concordance_rows")
    for about in province.rows("concordances"):
        own = [row for row in rows if row["table"] == about["code"]]
        touched += load_concordance(actor=SYSTEM, about=about, rows=own)
    return touched


def load_densities() -> int:
    """How densities are reckoned, and the national list of patent-intensive industries."""
    files = {"kinds": "density_kinds", "groups": "intensive_groups", "codes": "intensive_codes"}
    return load_density(actor=SYSTEM, **{name: national(file) for name, file in files.items()})


def load_code_tables() -> int:
    """The official classifications, each from its own file."""
    loaded = [load_code_table(actor=SYSTEM, about=row, rows=national(row["file"])) for row in national("code_tables")]
    return sum(one.created for one in loaded)


def formulas() -> list[dict[str, Any]]:
    """The formulas that come with the house: indicator, spec, source, and from when where it speaks at once."""
    found: list[dict[str, Any]] = json.loads((HERE / "formulas.json").read_text(encoding="utf-8"))
    return found


def surveys(province: Province) -> list[dict[str, Any]]:
    """The surveys that come with the house; which bodies a question is asked of is the province's own."""
    found: list[dict[str, Any]] = json.loads((HERE / "surveys.json").read_text(encoding="utf-8"))
    asked = {(row["survey"], row["question"]): row["bodies"].split(";") for row in province.rows("survey_bodies")}
    for survey in found:
        for question in survey["questions"]:
            question["asked_of"] = asked.get((survey["code"], question["code"]), [])
    return found


def evaluation_methods() -> list[dict[str, Any]]:
    """The methods of evaluation that come with the house, as drafts: trees of criteria with what each leaf measures."""
    found: list[dict[str, Any]] = json.loads((HERE / "evaluation_methods.json").read_text(encoding="utf-8"))
    return found


def report_outlines() -> list[dict[str, Any]]:
    """The outlines of reports that come with the house, one file each."""
    files = sorted((HERE / "report_outlines").glob("*.toml"))
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]


def national(name: str) -> list[dict[str, str]]:
    """The rows of one national reference table."""
    return read_rows(HERE / f"{name}.csv")


@transaction.atomic
def load_bodies(province: Province) -> int:
    """Enter the province's bodies that are not in the register yet."""
    known = {body.code: body for body in Body.objects.all()}
    regions = {region.code: region for region in Region.objects.all()}
    new = 0
    for position, row in enumerate(province.rows("bodies")):
        if row["code"] in known:
            continue
        known[row["code"]] = establish_body(
            actor=SYSTEM,
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            region=regions[row["region"]],
            parent=known.get(row["parent"]),
            former_names=[name for name in row["former_names"].split(";") if name],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            position=position,
        )
        new += 1
    return new


@transaction.atomic
def load_successions(province: Province) -> int:
    """Register the province's successions that are not known yet; the worker carries each out on its day.

    One that is registered stays as the office has it, since the office may have moved its day.
    """
    known = set(Succession.objects.values_list("predecessor__code", "successor__code"))
    bodies = {body.code: body for body in Body.objects.all()}
    rows = [row for row in province.rows("successions") if (row["predecessor"], row["successor"]) not in known]
    for row in rows:
        plan_succession(
            actor=SYSTEM,
            predecessor=bodies[row["predecessor"]],
            successor=bodies[row["successor"]],
            on=date.fromisoformat(row["on"]),
            basis=row["basis"],
            matters=row.get("matters", "").split(";") if row.get("matters") else (),
        )
    return len(rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
