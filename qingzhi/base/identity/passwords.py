"""Validators of passwords, and passwords for a first sign-in."""

import secrets

from django.core.exceptions import ValidationError

from .rules import CLASSES, LEAST_CLASSES, classes_in

LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
LENGTH = 14
LONGEST = 128


class ClassesValidator:
    """At least three of lower case, upper case, digits and signs (GB/T 22239-2019 8.1.4.1 asks for complexity)."""

    def validate(self, password: str, user: object = None) -> None:
        if classes_in(password) < LEAST_CLASSES:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return "密码须含大写字母、小写字母、数字、符号中的至少三种。"


class LengthValidator:
    """Not so long that hashing it becomes an attack."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return f"密码不能超过 {LONGEST} 个字符。"


def first_password() -> str:
    """A random password for a first sign-in, without letters that look alike."""
    while True:
        found = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if all(any(letter in group for letter in found) for group in CLASSES):
            return found
