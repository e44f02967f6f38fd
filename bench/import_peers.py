"""Django's own ways of writing what the import of patents writes: `bulk_create`, and django-import-export."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

CHUNK = 5_000
Row = dict[str, Any]


def tables() -> list[tuple[type[models.Model], str]]:
    """Every table that the import writes, parents first, with the column that tells the patent (or "" for parties)."""
    from qingzhi.base.identity.models import Subject
    from qingzhi.domains.parties.models import Party, PartyName
    from qingzhi.domains.rights.models import Holding, Patent, Right, RightClass, StatusSpan
    from qingzhi.engine.lake.models import LakeChange
    from qingzhi.engine.search.models import IndexChange

    return [
        (Subject, ""), (Party, ""), (PartyName, ""), (Right, "id"), (Patent, "right_id"), (StatusSpan, "right_id"),
        (Holding, "right_id"), (RightClass, "right_id"), (IndexChange, ""), (LakeChange, ""),
    ]  # fmt: skip


def imported(path: Path) -> int:
    """Import a file our way; how many rights it made."""
    from bench.patents_file import AS_OF
    from qingzhi.base.permits import SYSTEM
    from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch

    made = prepare_batch(actor=SYSTEM, kind="patents", source=path, file_name=path.name, data_as_of=AS_OF)
    return run_batch(confirm_batch(actor=SYSTEM, batch=made)).created_count


def last_ids() -> dict[type[models.Model], int]:
    """The last id of every table."""
    return {model: model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0 for model, _ in tables()}


def rows_after(before: dict[type[models.Model], int]) -> list[tuple[type[models.Model], list[list[Row]]]]:
    """What was written since: values by column, in chunks of patents."""
    return [
        (model, _chunks(list(model._default_manager.filter(pk__gt=before[model]).order_by("pk").values()), column))
        for model, column in tables()
    ]


def delete_after(before: dict[type[models.Model], int]) -> None:
    """Take what was written since out again, so that it can be written another time."""
    with transaction.atomic():
        for model, _ in reversed(tables()):
            model._default_manager.filter(pk__gt=before[model])._raw_delete("default")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _chunks(rows: list[Row], column: str) -> list[list[Row]]:
    """The rows of every 5,000 patents; what belongs to no patent is spread over the chunks alike."""
    if not column:
        return [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
    first = min((row[column] for row in rows), default=0)
    chunks: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        chunks[(row[column] - first) // CHUNK].append(row)
    return [chunks[number] for number in sorted(chunks)]


def create_all(rows: list[tuple[type[models.Model], list[list[Row]]]]) -> None:
    """Make every record and write it, a transaction for each 5,000 patents."""
    for number in range(max(len(chunks) for _, chunks in rows)):
        with transaction.atomic():
            for model, chunks in rows:
                if number < len(chunks):
                    model._default_manager.bulk_create([model(**row) for row in chunks[number]])


def import_sample(path: Path) -> None:
    """django-import-export over the sample: a resource of the common table that writes the others as each row is saved."""
    from import_export import fields, resources
    from import_export.widgets import DateWidget
    from tablib import Dataset

    from qingzhi.base import clock
    from qingzhi.base.identity.models import Subject
    from qingzhi.domains.parties.models import Party, PartyName
    from qingzhi.domains.parties.rules.names import name_key, split_holders
    from qingzhi.domains.rights.models import Holding, Patent, Right, RightClass, StatusSpan
    from qingzhi.domains.rights.rules.numbers import read_number
    from qingzhi.domains.rights.rules.statuses import read_status
    from qingzhi.engine.search.actions import reindex

    day = DateWidget("%Y-%m-%d")
    types = {"发明": "invention", "实用新型": "utility", "外观设计": "design"}

    class PatentResource(resources.ModelResource):
        number = fields.Field(attribute="number", column_name="number")
        title = fields.Field(attribute="title", column_name="发明名称")
        applied_on = fields.Field(attribute="applied_on", column_name="申请日", widget=day)
        registered_on = fields.Field(attribute="registered_on", column_name="授权公告日", widget=day)
        holder_text = fields.Field(attribute="holder_text", column_name="申请（专利权）人")

        class Meta:
            model = Right
            import_id_fields = ("number",)
            fields = ("number", "title", "applied_on", "registered_on", "holder_text")
            use_transactions = True
            skip_unchanged = True
            clean_model_instances = True  # its way of validating what a row says

        def before_import(self, dataset: Any, **kwargs: Any) -> None:
            numbers = [read_number("patent", text).canonical for text in dataset["申请号"]]
            dataset.append_col(numbers, header="number")

        def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            number = read_number("patent", row["申请号"])
            instance.kind, instance.number_shown, instance.number_check = "patent", number.shown, number.check
            instance.status = read_status(row["当前法律状态"]) or "pending"
            instance.status_on = row["法律状态日期"] or None
            super().import_instance(instance, row, **kwargs)

        def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            patent = Patent(
                right=instance, type=types[row["专利类型"]], publication_number=row["公开（公告）号"], grant_number=row["授权公告号"],
                published_on=row["公开（公告）日"] or None, main_class=row["主分类号"], inventors=row["发明（设计）人"],
                agency=row["代理机构"], address=row["地址"], abstract=row["摘要"], claim_count=int(row["权利要求数"]),
            )  # fmt: skip
            patent.full_clean(exclude=["right"])
            patent.save(force_insert=True)
            events = [
                ("pending", row["申请日"]),
                ("published", row["公开（公告）日"]),
                (instance.status, instance.status_on),
            ]
            for status, on in {status: on for status, on in events if on}.items():
                StatusSpan.objects.create(right=instance, status=status, valid_from=on)
            for position, name in enumerate(split_holders(row["申请（专利权）人"])):
                Holding.objects.create(right=instance, party=party_of(name), position=position, name_written=name)
            for position, symbol in enumerate(row["分类号"].split("；")):
                RightClass.objects.create(right=instance, scheme="ipc", symbol=symbol, position=position)
            reindex("patent", instance.pk)

    def party_of(name: str) -> Party:
        known = PartyName.objects.filter(key=name_key(name)).select_related("party").first()
        if known:
            return known.party
        subject = Subject.objects.create(kind="party", display_name=name)
        party = Party.objects.create(
            subject=subject, kind="other", name=name, registered_at=clock.now(), provisional=True
        )
        PartyName.objects.create(party=party, name=name, key=name_key(name), kind="official")
        return party

    with path.open(encoding="utf-8-sig") as file:
        data = Dataset().load(file, format="csv")
    result = PatentResource().import_data(data, raise_errors=True)
    if result.totals["new"] != len(data):
        raise SystemExit(f"{result.totals}")
