"""The forms in which one number may be dialled."""

import re
import unicodedata


def number_forms(number: str) -> set[str]:
    """The forms in which one number may be dialled, as digits and signs: with and without +51, 0 or brackets.

    >>> sorted(number_forms("(01) 611 7777"))
    ['+5116117777', '016117777', '16117777', '6117777']
    """
    plain = re.sub(r"[^0-9+*#]", "", unicodedata.normalize("NFKC", number))
    forms = {plain}
    if plain.startswith("+51"):
        forms |= {plain[3:], f"0{plain[3:]}"}
    elif plain.startswith("01") and len(plain) == 9:
        forms |= {plain[1:], plain[2:], f"+51{plain[1:]}"}
    elif len(plain) == 9 and plain.startswith("9"):
        forms.add(f"+51{plain}")
    return forms
