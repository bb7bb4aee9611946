"""How claims are sourced, checked and corrected: the page that says why to believe the others.

It describes what the code holds: change it together with the gate, the registry of freshness or the verbs.
"""

from operators.rendering.strings import say

Sections = list[tuple[str, list[str]]]

TEXTS: dict[str, Sections] = {
    "zh-hans": [
        (
            "每句话从哪里来",
            [
                "每条事实、渠道、条件和提醒都写明来源：发布者、网址、发布日期、我们读到它的日期，并引用一小段原文。"
                "没有来源的只有我们自己的建议，并且标成“本站建议”。",
                "来源写在页面下方的编号脚注里，旁边写着它的域名。正文里的链接和号码只能指向运营商或监管机构的官方渠道，"
                "名单之外的链接发布不了。",
            ],
        ),
        (
            "来源说法不一，或者没有资料",
            [
                "两个来源不一致时，两个数字都列出来，并说明按哪个打算：保号取较短的，等待取较长的。",
                "没有人公布过的，就写“没有公开资料”，并告诉你可以问谁。没有资料不等于“不行”。",
            ],
        ),
        (
            "谁来核实，多久一次",
            [
                "一位编辑写，另一位没有参与编辑的审核人看过同一个版本之后才能发布。"
                "如果某个版本由一个人单独发布，版本记录里会写明。",
                "每份规定都有核实周期。到期写“该核实了”，过{days}天仍没核实就写“核实已逾期”。日期写在每一页上。",
            ],
        ),
        (
            "写错了怎么办",
            [
                "每一页下方都有“报告错误”。不用账号，除了你自己留下的联系方式，不保存你的任何信息。",
                "更正和规定变化分开记录：“更正”是我们之前写错了，“规定变了”是现实变了。"
                "每个版本都留在历史里，可以逐项对比；错误而被撤回的文字不再显示，只写明原因。",
            ],
        ),
        (
            "我们不做什么",
            [
                "我们不是运营商，也不是代办，不能替你销户，也不收费。自查的回答只用来算出结果，不保存、不记录。",
                "规定会变。办理之前，用页面上的官方渠道再问一次运营商。",
            ],
        ),
    ],
    "es": [
        (
            "De dónde sale cada dato",
            [
                "Cada dato, vía, condición y advertencia nombra su fuente: quién lo publica, la dirección, cuándo se "
                "publicó, cuándo lo leímos y una cita breve. Lo único sin fuente son nuestros consejos, y van marcados "
                "como “consejo nuestro”.",
                "Las fuentes están en notas numeradas al pie, con su dominio a la vista. Los enlaces y números del "
                "texto "
                "solo pueden llevar a los canales oficiales de la operadora o del regulador: con un enlace fuera de "
                "esa "
                "lista, la página no se publica.",
            ],
        ),
        (
            "Cuando las fuentes discrepan o no dicen nada",
            [
                "Si dos fuentes no coinciden, mostramos los dos valores y con cuál contar: el más corto para conservar "
                "el número, el más largo para esperar.",
                "Lo que nadie ha publicado se dice así, “no hay información publicada”, y a quién preguntar. La falta "
                "de información no es un “no”.",
            ],
        ),
        (
            "Quién lo verifica y cada cuánto",
            [
                "Una persona escribe y otra, que no editó, publica después de mirar exactamente esa versión. Si una "
                "edición la publicó una sola persona, su registro lo dice.",
                "Cada ficha tiene un plazo de verificación. Cuando vence dice que toca verificar; {days} días después, "
                "que está atrasada. La fecha está en cada página.",
            ],
        ),
        (
            "Qué pasa cuando nos equivocamos",
            [
                "Cada página tiene al pie “Avisar de un error”. Sin cuenta, y sin guardar nada sobre ti salvo el "
                "contacto que quieras dejar.",
                "Una corrección no es lo mismo que un cambio de regla: “corrección” es que estábamos equivocados; "
                "“cambió la regla”, que cambió la realidad. Cada edición queda en el historial y se puede comparar. Lo "
                "que se retira por estar mal deja de mostrarse y se explica por qué.",
            ],
        ),
        (
            "Lo que no hacemos",
            [
                "No somos una operadora ni un gestor: no podemos dar de baja tu línea y no cobramos nada. Tus "
                "respuestas "
                "del autochequeo solo se usan para calcular el resultado; no se guardan ni se registran.",
                "Las reglas cambian. Antes de actuar, vuelve a preguntar a tu operadora por los canales oficiales.",
            ],
        ),
    ],
    "en": [
        (
            "Where each claim comes from",
            [
                "Every fact, route, condition and caution names its source: who published it, the address, when it was "
                "published, when we read it, and a short quote. The only thing without a source is our own advice, and "
                "it is marked as such.",
                "Sources stand in numbered footnotes with their host beside them. Links and numbers in the text can "
                "only "
                "lead to the official channels of an operator or the regulator: with a link outside that list, a page "
                "is not published.",
            ],
        ),
        (
            "Where sources differ, or say nothing",
            [
                "When two sources differ, both values are shown, with the one to plan on: the shorter one for "
                "keeping a "
                "number, the longer one for waiting.",
                "What nobody has published is called just that, with whom to ask. A gap is not a “no”.",
            ],
        ),
        (
            "Who checks, and how often",
            [
                "One person writes; another, who has not edited it, publishes after looking at exactly that "
                "version. If "
                "one person published an edition alone, its record says so.",
                "Every policy has an interval for checks. On its day it says that it is due for a check; {days} days "
                "later, that the check is overdue. The day stands on every page.",
            ],
        ),
        (
            "When we were wrong",
            [
                "At the foot of each page is “Report a mistake”. It needs no account, and nothing about you is kept "
                "but "
                "a contact that you choose to leave.",
                "A correction is not a change of policy: “correction” means that we were wrong, “the policy changed” "
                "that the world did. Every edition stays in the history and can be compared. What is withdrawn because "
                "it was wrong is no longer shown, and the reason is.",
            ],
        ),
        (
            "What we do not do",
            [
                "We are no operator and no agent: we cannot cancel your line, and we charge nothing. Your answers "
                "in the "
                "self-check are computed with and forgotten; they are neither stored nor logged.",
                "Rules change. Before you act, ask your operator again through the official channels.",
            ],
        ),
    ],
}


def method_page(language: str, days: int) -> Sections:
    """Headings with their paragraphs; ``days`` after it is due, a check is overdue."""
    return [(title, [text.format(days=days) for text in texts]) for title, texts in TEXTS[language]]


def method_twin(language: str, days: int) -> str:
    """The same as Markdown."""
    parts = [f"# {say(language, 'method')}"]
    for title, texts in method_page(language, days):
        parts += [f"## {title}", *texts]
    return "\n\n".join(parts) + "\n"
