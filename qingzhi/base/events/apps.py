from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "qingzhi.base.events"
    label = "events"
    verbose_name = "事件"

    def ready(self) -> None:
        from .bus import deliver_events
        from .duties import duty

        duty("events.deliver", every=1.0)(deliver_events)
