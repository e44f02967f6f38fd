"""Every address. Each app brings its own `urls`; only this module knows them all."""

from django.urls import include, path

from .views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("qingzhi.base.identity.urls")),
    path("", include("qingzhi.base.audit.urls")),
    path("", include("qingzhi.base.files.urls")),
    path("", include("qingzhi.base.pages.urls")),
    path("", include("qingzhi.engine.limits.urls")),
    path("decisions/", include("qingzhi.engine.decisions.urls")),
    path("", include("qingzhi.engine.documents.urls")),
    path("", include("qingzhi.engine.messages.urls")),
    path("", include("qingzhi.engine.tasks.urls")),
    path("", include("qingzhi.engine.procedures.urls")),
    path("", include("qingzhi.engine.publication.urls")),
    path("scoring/", include("qingzhi.engine.scoring.urls")),
    path("api/", include("qingzhi.config.api")),
    path("api-tokens/", include("qingzhi.base.api.urls")),
    path("imports/", include("qingzhi.engine.imports.urls")),
    path("search/", include("qingzhi.engine.search.urls")),
    path("parties/", include("qingzhi.domains.parties.urls")),
    path("rights/", include("qingzhi.domains.rights.urls")),
    path("funds/", include("qingzhi.domains.funds.urls")),
    path("credit/", include("qingzhi.domains.credit.urls")),
    path("", include("qingzhi.domains.support.urls")),
    path("", include("qingzhi.domains.enforcement.urls")),
    path("talent/", include("qingzhi.domains.talent.urls")),
    path("cultivation/", include("qingzhi.domains.cultivation.urls")),
    path("coordination/", include("qingzhi.domains.coordination.urls")),
    path("mediation/", include("qingzhi.domains.mediation.urls")),
    path("plan/", include("qingzhi.domains.plan.urls")),
    path("", include("qingzhi.domains.metrics.urls")),
]

handler400 = "qingzhi.base.pages.views.errors.bad_request"
handler403 = "qingzhi.base.pages.views.errors.forbidden"
handler404 = "qingzhi.base.pages.views.errors.not_found"
handler500 = "qingzhi.base.pages.views.errors.server_error"
