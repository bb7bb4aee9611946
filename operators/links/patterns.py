"""How addresses, hosts and numbers stand in a text."""

import re

URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>()\[\]\"'“”‘’，。；、！？（）《》]+", re.IGNORECASE)
# What a browser would still take for an address, and what no honest text needs.
HALF_URL = re.compile(r"(?<![a-z0-9])https?\s?:(?!//[a-z0-9])(?=[^\s*_`）)])", re.IGNORECASE)
RELATIVE = re.compile(r"(?<![a-z]:)(?<![\w/\\])(?:/[/\\]|\\\\)+(?=\w)", re.IGNORECASE)
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
# Common endings for bare names; an ending not in the list is not taken for a host ("S.A.C.", "com.bitel.selfcare").
ENDINGS = (
    r"com|net|org|info|biz|online|site|website|xyz|top|shop|store|app|dev|icu|club|vip|live|"
    r"link|click|help|support|page|pro|cloud|space|fun|world|today|email|services|lat|zip|mov|lol|"
    r"bond|cyou|sbs|quest|monster|rest|cfd|buzz|wang|ren|ltd|group|work|win|bid|loan|men|date|"
    r"stream|download|review|trade|party|science|racing|webcam|accountant|faith|cricket|mobi|tel|"
    r"asia|name|jobs|travel|one|blog|tech|news|digital|life|agency|center|company|network|solutions|"
    r"systems|host|press|chat|game|games|video|zone|plus|team|run|cash|money|finance|bank|credit|"
    r"pay|express|direct|care|pe|cn|es|ar|cl|co|mx|br|us|uk|eu|de|fr|it|ru|io|me|tv|cc|ws|"
    r"to|ly|gl|gg|id|in|jp|kr|tw|hk|sg|my|th|vn|nl|pl|ch|at|be|se|no|fi|dk|pt|ro|cz|gr|"
    r"tr|ua|za|ng|ke|tk|ml|ga|cf|gq|pw|la|st|sh|ac|im|is|ai|bo|ec|ve|uy|py|gob"
)
# Letters of every script but those without word spaces: a host may stand right between two Chinese characters.
LETTER = r"A-Za-z0-9_\u00a1-\u2fff-"
BARE_HOST = re.compile(
    rf"(?<![{LETTER}@./])((?:[{LETTER}]{{1,63}}\.)+(?:{ENDINGS})|www\.[{LETTER}.]+)(?![{LETTER}])(/[^\s]*)?",
    re.IGNORECASE,
)
CHINESE_HOST = re.compile(rf"[\u3400-\u9fff]+\.(?:{ENDINGS}|中国|公司|网络)(?![A-Za-z0-9])", re.IGNORECASE)
BARE_IP = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
IDEOGRAPHIC_DOT = re.compile(rf"(?<=[A-Za-z0-9])。(?=(?:{ENDINGS})(?![A-Za-z0-9]))", re.IGNORECASE)
NUMBER = re.compile(
    r"(?<![A-Za-z0-9_/.,-])(?:\+|\*|\()?\d[\d\s()*#–-]{1,22}\d#?(?![A-Za-z0-9_/-])"
    r"|(?<![A-Za-z0-9_/.,-])[*#]\d{2,6}[#*]?(?![A-Za-z0-9_])"
)
# A mobile number of Peru, however its digits are held apart and whatever stands beside it.
MOBILE = re.compile(r"(?<!\d)9(?:[\s().,/·•_–-]{0,2}\d){8}(?!\d)")
DATE = re.compile(
    r"(?<![\d-])(?:(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}|\d{1,2}:\d{2})(?![\d-])"
)
NO_PHONE = (
    re.compile(r"\d{4}-\d{2}\Z"),  # a month
    re.compile(r"\d{1,6}-(?:19|20)\d{2}\Z"),  # a resolution: 000132-2025
    re.compile(r"\d{1,3}( \d{3})+\Z"),  # a count with thin groups: 309 000
    re.compile(r"\d{4}\s?[–-]\s?\d{4}\Z"),  # years
)
