"""Where a caution is folded: after its first sentence, and nowhere that a sentence only seems to end."""

import pytest

from operators.rendering.cautions import lead_and_rest

LONG = " Whether this still holds, nobody has published, so ask before you rely on it in any way at all."
LANG = (
    "现在是否仍然这样，没有公开资料，所以在照着做之前先问清楚，不要只凭一条旧消息就决定怎么办，也不要等到号码已经丢失。"
)


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("Keep the code.", LONG),
        (
            "¿Perdiste el chip?",
            " ¿Y el número? Pregunta antes a la operadora, que debe decirte cuánto tiempo te queda.",
        ),
        ("It costs S/ 5.00 at most, N.° 32451 says.", LONG),
        ("Use [the form. Really](https://osiptel.gob.pe/a) only.", LONG),
        ("Say so (by phone. In person too) at once.", LONG),
        ("先转网！", LANG),
        ("先转网（不要先销户。号码会丢）再说。", LANG),
    ],
)
def test_a_long_one_is_cut_after_its_first_sentence(lead: str, rest: str) -> None:
    assert lead_and_rest(lead + rest) == (lead, rest.strip())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Keep the code. It is yours.",
        "每个Yape账户绑一个不同的手机号。号码没了，钱包就没有可用的号码。",
        "One sentence, however long it may be, has nothing after it that could be folded away; so it is shown whole.",
        "第32451号法规定，" * 12 + "先问律师。",
    ],
)
def test_a_short_one_and_a_single_sentence_stay_whole(text: str) -> None:
    assert lead_and_rest(text) == (text, "")
