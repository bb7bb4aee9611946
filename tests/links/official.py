"""The official list that the tests of links hold targets against; ``tests.deceptive`` is written for it."""

from operators.links import official_list

OFFICIAL = official_list(
    [
        ("website", "https://www.claro.com.pe/"),
        ("website", "https://www.osiptel.gob.pe/"),
        ("phone", "0800 00123"),
        ("phone", "(01) 611 7777"),
        ("phone", "*123#"),
        ("phone", "102"),
        ("phone", "+51 1 610 0123"),
        ("whatsapp", "999 888 777"),
        ("email", "ayuda@claro.com.pe"),
    ]
)
