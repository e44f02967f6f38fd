"""Publication 「公示公开」: publicity periods with objections, public lists with redaction, withdrawal with trace.

A publication is a text and rows that anybody may read. One with a limit is open for that many days and takes objections 「异议」;
one without stays 「长期公开」. What a column may show is declared by whoever publishes; what may not be shown is sealed and
never leaves. Public face: `actions`, `queries`, `kinds`, `events`, `access`, `testing`.
"""
