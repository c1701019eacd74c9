"""A shoe that is dealt card by card."""

from typing import NamedTuple

RANKS = '23456789TJQKA'
SUITS = 'cdhs'


class Card(NamedTuple):
    rank: str
    suit: str

    @property
    def name(self):
        return self.rank + self.suit


JOKER = Card('joker', '')


class Shoe:
    """Decks one after the other, each 2c 2d 2h 2s 3c … As, jokers last. A draw is a place among the cards left."""

    def __init__(self, numbers, decks=1, jokers=0):
        self.numbers = numbers
        self.left = [Card(rank, suit) for rank in RANKS for suit in SUITS] * decks + [JOKER] * jokers

    def deal(self):
        return self.left.pop(self.numbers.below(len(self.left)))


def names(cards):
    return [card.name for card in cards]
