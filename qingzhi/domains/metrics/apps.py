from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "qingzhi.domains.metrics"
    label = "metrics"
    verbose_name = "指标"

    def ready(self) -> None:
        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)
        from .access import boards, frozen, report  # noqa: F401  (permits)
        from .queries.cohorts import register_cohorts
        from .queries.formulas import figure_series, formula_providers
        from .queries.providers import register_finder
        from .queries.registers import register_figures
        from .views.desk.board import register_board
        from .views.desk.evaluation_registering import register_evaluation
        from .views.desk.lake import register_lake
        from .views.desk.registering import register_metrics
        from .views.desk.report_registering import register_reports
        from .views.desk.surveying import register_surveys

        register_metrics()
        register_evaluation()
        register_surveys()
        register_reports()
        register_board()
        register_figures()
        register_cohorts()
        register_lake()
        register_finder(formula_providers, figure_series)
