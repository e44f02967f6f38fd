"""Titles, abstracts and marks of made-up rights."""

import random

from .world import Topic, World


def patent_title(world: World, chance: random.Random, topic: Topic, kind: str) -> str:
    texts = world.facts["texts"]
    thing = chance.choice(topic.objects)
    if kind == "design":
        return f"{chance.choice(texts['packages'])}（{thing}）"
    adjective = chance.choice(texts["adjectives"])
    ending = chance.choice(texts["methods"] if kind == "invention" and chance.random() < 0.7 else texts["devices"])
    return f"一种{adjective}{thing}{ending}"


def abstract(world: World, chance: random.Random, title: str, kind: str) -> str:
    """Some 140 characters, as an abstract reads."""
    texts = world.facts["texts"]
    name = {"invention": "本发明", "utility": "本实用新型", "design": "本外观设计产品"}[kind]
    if kind == "design":
        return f"1.{name}的名称：{title}。2.{name}的用途：用于产品外观。3.设计要点：在于形状与图案的结合。4.最能表明设计要点的图片：立体图。"
    steps, effects = chance.sample(texts["steps"], 4), chance.sample(texts["effects"], 2)
    if title.endswith(tuple(texts["devices"])):
        parts = chance.sample(texts["parts"], 5)
        body = f"包括{parts[0]}，{parts[0]}上设有{parts[1]}和{parts[2]}，{parts[2]}的一侧连接{parts[3]}，{parts[3]}与{parts[4]}电连接"
    else:
        figures = chance.randint(20, 95), chance.randint(2, 24)
        body = f"包括{steps[0]}、{steps[1]}、{steps[2]}、{steps[3]}等步骤，控制温度{figures[0]}℃、时间{figures[1]}小时，得到成品"
    return f"{name}公开了{title}，{body}。{name}{effects[0]}，{effects[1]}，适于在高原地区推广应用（示例摘要）。"


def mark_text(world: World, chance: random.Random) -> str:
    """The words of a mark: two to four characters, sometimes with letters."""
    characters = world.facts["texts"]["marks"]
    text = "".join(chance.choice(characters) for _ in range(chance.choice((2, 2, 3, 3, 4))))
    if chance.random() < 0.07:
        text += " " + "".join(chance.choice("AEIOULMNRSTZ") for _ in range(chance.randint(4, 7)))
    return text


def inventors(world: World, chance: random.Random) -> str:
    names = world.facts["names"]
    found = []
    for _ in range(chance.randint(1, 5)):
        if chance.random() < 0.2:
            found.append(chance.choice(names["tibetan"]) + chance.choice(names["tibetan"]))
        else:
            found.append(chance.choice(names["surnames"]) + "".join(chance.choice(names["given"]) for _ in range(2)))
    return ";".join(dict.fromkeys(found))
