"""Bulk imports into the registers of rights: fields, validation, writing, taking back."""
