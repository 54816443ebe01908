"""Predictions in plain prose, by what makes them hard to read; in each group two that are none.

The sentences are invented: no evidence of anything they say.
"""

from __future__ import annotations

import pytest

from nonaligned.reading import article_from_text, read

Plain = tuple[str, str, int, str]

CIRCUMSTANCES: tuple[Plain, ...] = (
    (
        "Pedro Salas warned in 1975 that Yugoslavia would break up once the old marshal was dead.",
        "Pedro Salas",
        1975,
        "end of Yugoslavia",
    ),
    (
        "In 1972 the colonel Marta Ruiz predicted that Saigon would fall after the Americans left.",
        "Marta Ruiz",
        1972,
        "fall of Saigon",
    ),
    (
        "Joan Pryce wrote in 1987 that communism would collapse even if Moscow withdrew its tanks.",
        "Joan Pryce",
        1987,
        "communism",
    ),
    (
        "The consul Otto Brandt forecast in 1936 that Germany would invade Poland as soon as its "
        "army was ready.",
        "Otto Brandt",
        1936,
        "invasion of Poland",
    ),
    (
        "In 1984 Ilse Korn told students in Graz that the Cold War would end with the bankruptcy "
        "of one side.",
        "Ilse Korn",
        1984,
        "Cold War",
    ),
    (
        "A Portuguese major, Rui Lopes, foresaw in 1962 that Angola would be independent under the "
        "men whom Lisbon had jailed.",
        "Rui Lopes",
        1962,
        "independence of Angola",
    ),
)
COORDINATED: tuple[Plain, ...] = (
    (
        "In 1988 the geographer Ana Silva predicted that Slovenia would hold a referendum and then "
        "break away from Yugoslavia.",
        "Ana Silva",
        1988,
        "secession of Slovenia",
    ),
    (
        "Karl Moser said in 1970 that Portugal would lose its war in Africa and withdraw from "
        "Angola.",
        "Karl Moser",
        1970,
        "Angola",
    ),
    (
        "The priest Jan Nowak predicted in 1979 that workers would strike in every port and that "
        "communism would collapse.",
        "Jan Nowak",
        1979,
        "communism",
    ),
    (
        "In 1992 the writer Elsa Holm wrote that Eritrea would vote for independence and later "
        "quarrel with its neighbours.",
        "Elsa Holm",
        1992,
        "independence of Eritrea",
    ),
    (
        "Tom Blake gave Rhodesia five years in 1974, and said that Zimbabwe would be independent "
        "by then.",
        "Tom Blake",
        1974,
        "Rhodesia|Zimbabwe",
    ),
    (
        "Ruth Adler warned in 1976 that the shah would spend too much and be overthrown.",
        "Ruth Adler",
        1976,
        "overthrow of the shah",
    ),
)
ENDS: tuple[Plain, ...] = (
    (
        "In 1981 Lena Fors predicted that communism would land on the rubbish heap of history.",
        "Lena Fors",
        1981,
        "communism",
    ),
    (
        "The historian Ivo Babić wrote in 1986 that Yugoslavia would not live to see its "
        "seventieth anniversary.",
        "Ivo Babić",
        1986,
        "end of Yugoslavia",
    ),
    (
        "The governor Piet Smit declared in 1971 that apartheid would still be standing in fifty "
        "years.",
        "Piet Smit",
        1971,
        "apartheid",
    ),
    (
        "In 1990 a bank report by Nils Dahl warned that the Soviet Union would cease to function "
        "as a single state within two years.",
        "Nils Dahl",
        1990,
        "end of the Soviet Union",
    ),
    (
        "Clara Stein predicted in 1985 that East Germany would never reach its fiftieth birthday.",
        "Clara Stein",
        1985,
        "East Germany|German Democratic Republic",
    ),
    (
        "In 1983 the senator Hugh Marsh forecast that Czechoslovakia would be wiped off the map.",
        "Hugh Marsh",
        1983,
        "end of Czechoslovakia",
    ),
)
TELLERS: tuple[Plain, ...] = (
    (
        "The Polish consul Adam Wilk warned in 1938 that Germany would go to war with his country.",
        "Adam Wilk",
        1938,
        "war between Germany and Poland",
    ),
    (
        "Nobody in the palace believed the Kuwaiti merchant Salim Odeh, who warned in May 1990 "
        "that Iraq would invade.",
        "Salim Odeh",
        1990,
        "invasion of Kuwait",
    ),
    (
        "Alan Reed, a retired admiral, warned the Committee of Public Safety in 1981 that "
        "Argentina would seize the Falklands.",
        "Alan Reed",
        1981,
        "annexation of the Falklands",
    ),
    (
        "Inga Lund, later a minister in Oslo, saw the collapse of the Soviet Union coming in 1984.",
        "Inga Lund",
        1984,
        "end of the Soviet Union",
    ),
    (
        "In 1968 the envoy Paul Martin expected Biafra to be defeated within two years.",
        "Paul Martin",
        1968,
        "defeat of Biafra",
    ),
    (
        "In 1988 the German embassy in Belgrade foresaw that Yugoslavia would disintegrate.",
        "German embassy",
        1988,
        "end of Yugoslavia",
    ),
)
YEARS: tuple[Plain, ...] = (
    (
        "The fall of apartheid was predicted by the lawyer Neil Botha in a pamphlet of 1979.",
        "Neil Botha",
        1979,
        "fall of apartheid",
    ),
    (
        "Ella Grant foresaw the partition of India, writing in 1931 that the Muslims would want a "
        "state of their own.",
        "Ella Grant",
        1931,
        "partition of India",
    ),
    (
        "Hans Vogel expected Croatia to secede from Yugoslavia, and said so in 1983.",
        "Hans Vogel",
        1983,
        "secession of Croatia",
    ),
    (
        "The birth of Bangladesh was foretold by a journalist, Amir Haq, in an article in 1968.",
        "Amir Haq",
        1968,
        "independence of Bangladesh",
    ),
    (
        "Eva Kral was one of the few to foresee the collapse of Czechoslovakia, telling a Prague "
        "newspaper in June 1991 that nobody wanted it any more.",
        "Eva Kral",
        1991,
        "collapse of Czechoslovakia|end of Czechoslovakia",
    ),
    (
        "The division of Korea was anticipated in 1944 by the Swedish legation in Tokyo, according "
        "to its files.",
        "Swedish legation",
        1944,
        "division of Korea",
    ),
)
TURNS: tuple[Plain, ...] = (
    (
        "In 1953 the envoy Pierre Rol warned that the pact would turn Egypt against Britain.",
        "Pierre Rol",
        1953,
        "Egypt would turn away from",
    ),
    (
        "Sven Ek predicted in 1960 that sanctions would drive Cuba into the arms of the Soviet "
        "Union.",
        "Sven Ek",
        1960,
        "Cuba would turn towards",
    ),
    (
        "The Lebanese editor Karim Aoun forecast in 1970 that Egypt would turn from the Soviet "
        "Union to the United States.",
        "Karim Aoun",
        1970,
        "Egypt would turn towards the United States",
    ),
    (
        "In 1962 Mei Chen wrote that Hong Kong would be returned to China before 2000.",
        "Mei Chen",
        1962,
        "return of Hong Kong",
    ),
    (
        "In 1995 Oleg Baran predicted that Crimea would go back to Russia.",
        "Oleg Baran",
        1995,
        "return of Crimea",
    ),
    (
        "Rosa Diaz said in 1958 that Cuba would swing from Washington to Moscow within five years.",
        "Rosa Diaz",
        1958,
        "Cuba would turn towards",
    ),
)
STRIFE: tuple[Plain, ...] = (
    (
        "In 1954 the priest Luc Morel forecast that France would be dragged into a long war in "
        "Algeria.",
        "Luc Morel",
        1954,
        "war in Algeria",
    ),
    (
        "A 2005 study by the Beirut Institute warned that Syria faced a popular uprising.",
        "Beirut Institute",
        2005,
        "uprising in Syria",
    ),
    (
        "In 2007 the blogger Nadia Saleh wrote that the army would drive out Mubarak.",
        "Nadia Saleh",
        2007,
        "overthrow of Mubarak",
    ),
    (
        "The nuncio Carlo Bini predicted in 1985 that the people of Manila would topple Ferdinand "
        "Marcos.",
        "Carlo Bini",
        1985,
        "overthrow of Ferdinand Marcos",
    ),
    (
        "In 1977 the Swiss embassy in Tehran foresaw that the shah would lose power to a coalition "
        "of clerics and merchants.",
        "Swiss embassy",
        1977,
        "fall of the shah",
    ),
    (
        "Dina Azar warned in 1974 that Lebanon was facing civil war.",
        "Dina Azar",
        1974,
        "civil war in Lebanon",
    ),
)
TRAPS = (
    # circumstances
    "If Pedro Salas had warned in 1975 that Yugoslavia would break up, nobody would have listened.",
    "In 1972 the bank warned that shares would fall once the Americans had raised their rates.",
    # more than one thing foretold
    "In 1988 the union said that its members would vote for a strike and then walk out.",
    "The coach predicted in 1979 that his team would lose its first match and then win the cup.",
    # ends
    "In 1981 a critic predicted that the long-playing record would end up on the scrap heap.",
    "The builder declared in 1971 that the bridge would still be standing in fifty years.",
    # who
    "The Polish champion warned in 1938 that he would beat every fencer in his country.",
    "In 1968 the minister expected exports to fall within two years.",
    # years
    "Ella Grant never foresaw the partition of India, writing in 1931 that the Raj was safe.",
    "Hans Vogel was born in 1983 and never expected Croatia to secede from Yugoslavia.",
    # turns
    "In 1953 the brewer predicted that drinkers in Egypt would turn from beer to lemonade.",
    "Oleg Baran promised in 1995 that he would return to Crimea.",
    # strife
    "In 1954 the airline warned that it faced a price war in Algeria.",
    "Did Nadia Saleh really write in 2007 that the army would drive out Mubarak?",
)


@pytest.mark.parametrize(
    ("text", "who", "year", "what"),
    [*CIRCUMSTANCES, *COORDINATED, *ENDS, *TELLERS, *YEARS, *TURNS, *STRIFE],
)
def test_plain_predictions_are_read(text: str, who: str, year: int, what: str) -> None:
    found = [
        candidate
        for candidate in read(article_from_text(text, "2018-01-05")).candidates
        if candidate.claim.kind == "foretold"
    ]
    assert found
    for candidate in found:
        assert who in candidate.claim.speaker
        assert candidate.claim.window.first == year
    assert any(name in c.canonical for c in found for name in what.split("|"))


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_like_one_is_not_read(text: str) -> None:
    found = read(article_from_text(text, "2018-01-05")).candidates
    assert not [c for c in found if c.claim.kind == "foretold"]
