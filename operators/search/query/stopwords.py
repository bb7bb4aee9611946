"""Words of asking, which every question has and no answer is found by. Folded, as all that is typed."""

import re

SPANISH = """
a al algo ante aqui asi aun con cual cuales cuando cuanto cuantos cuanta como de del desde donde dos e el ella ellos en
entre era es esa ese eso esta estar estas este esto estos estoy fue ha hacer hace hago hay he la las le les lo los me mi
mis mas muy necesito no nos o otro para pero por porque puede puedes puedo que quien quiero se sea ser si sin sobre son
soy su sus tambien te tengo tiene tu tus u un una unas unos y ya yo
"""
ENGLISH = """
a about all am an and any are as at be been but by can could did do does for from get got had has have he her his how i
if in into is it its just me my no not of on or our please should so some than that the their them then there they this
to up want was we were what when where which who why will with would you your
"""
STOPS = frozenset(f"{SPANISH} {ENGLISH}".split())

HAN_ASKING = """
请问一下 可不可以 是不是 能不能 要不要 会不会 有没有 怎么办理 怎么样 怎么办 为什么 什么是 是什么 怎么 怎样 如何 什么
请问 可以 我的 我想 我要 你们 他们 我们 如果 需要 应该 哪里 哪个 哪些 这个 那个 一个 还是 以及 的 吗 呢
"""
HAN_STOPS = re.compile("|".join(HAN_ASKING.split()))
HAN_ENDS = "我你他了吧啊是要能会想在和与有被把给到从去在人就都也还再又"
"""Stripped from the ends of what is left, where two characters or more remain."""
