"""What deposits, the folk catalogue, brands and industries tell the house at start-up."""

from functools import partial

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor, Answer
from qingzhi.domains.parties.queries.links import industry_titles

from ...access import visible_deposits
from ...actions.industry_files import register_code_tables
from ...queries.industry_codes import class_title
from ...terms import Scheme

NAMES = {
    "rights.make_deposit": "办理存证",
    "rights.add_deposit_supplement": "补充存证说明",
    "rights.review_secrets": "商业秘密自查",
    "rights.load_secrets_items": "更新自查清单",
    "rights.load_code_table": "更新代码表",
    "rights.load_industries": "更新计划产业",
    "rights.load_concordance": "更新产业参照表",
    "rights.classify_rights": "权利归入产业",
    "rights.load_brand_terms": "更新品牌类别和商标口径",
    "rights.register_brand": "登记品牌",
    "rights.correct_brand": "更正品牌",
    "rights.move_brand": "变更品牌培育状态",
    "rights.load_folk_categories": "更新民间文化资源类别",
    "rights.register_folk_item": "登记民间文化资源",
    "rights.correct_folk_item": "更正民间文化资源",
    "rights.add_folk_work": "登记衍生作品",
    "rights.give_folk_consent": "登记持有群体同意",
    "rights.revoke_folk_consent": "登记撤回同意",
    "rights.read_restricted_knowledge": "查阅受限的传统知识",
}


def may_read_certificate(actor: Actor, file: StoredFile) -> Answer:
    """The certificate is read by whoever sees the deposit."""
    own = visible_deposits(actor)
    seen = own.filter(certificate__file=file).exists() or own.filter(certificate__pdf=file).exists()
    return Answer(seen, "证书随存证查看")


def register_catalogues() -> None:
    """Called once, by the app."""
    menu_entry("存证", "rights:deposits", section="登记簿", position=60, icon="lock", permit="rights.view")
    menu_entry("品牌名录", "rights:brands", section="登记簿", position=40, icon="seal", permit="rights.view")
    menu_entry("民间文化资源", "rights:folk", section="登记簿", position=50, icon="body", permit="rights.view")
    menu_entry("计划产业", "rights:industries", section="登记簿", position=45, icon="chart", permit="rights.view")
    menu_entry("品牌名录", "rights:public_brands", section="公共服务", position=35, icon="seal")
    menu_entry("民间文化资源", "rights:public_folk", section="公共服务", position=36, icon="body")
    menu_entry("存证核验", "rights:verify_deposit", section="公共服务", position=55, icon="lock")
    industry_titles(partial(class_title, Scheme.GBT4754))
    register_code_tables()
    register_owner("rights.deposit", may_read_certificate)
    name_actions(NAMES)
