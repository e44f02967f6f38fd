"""The archive of a subject 「知识产权信用档案」: what effective decisions say of it, with notice, objection, repair and expiry."""
