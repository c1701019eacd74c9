"""What every round is made of: the numbers that its seeds give, and how definitions are named by their hash."""

import hashlib
import hmac
import json
from typing import NamedTuple


class Fault(Exception):
    """What is wrong with a proof, in words."""


def expect(holds, what):
    if not holds:
        raise Fault(what)


class Played(NamedTuple):
    """What a round comes to: amounts in minor units, and of its record the members that have to be so."""

    staked: int
    payout: int
    outcome: dict


def canonical(value):
    """JSON without white space, members in the order of their UTF-16 code units."""

    def ordered(value):
        if isinstance(value, dict):
            return {key: ordered(value[key]) for key in sorted(value, key=lambda name: name.encode('utf-16-be'))}
        return [ordered(item) for item in value] if isinstance(value, (list, tuple)) else value

    return json.dumps(ordered(value), ensure_ascii=False, separators=(',', ':'))


def canonical_hash(definition):
    return hashlib.sha256(canonical(definition).encode('utf-8')).hexdigest()


class Numbers:
    """The numbers of one stream, and a list of those that were drawn."""

    def __init__(self, key, label):
        self.keyed = hmac.new(key, digestmod='sha256')
        self.label = label
        self.block = 0
        self.bytes = b''
        self.draws = []

    def take(self, width):
        while len(self.bytes) < width:
            keyed = self.keyed.copy()
            keyed.update(f'{self.label}{self.block}'.encode('ascii'))
            self.bytes += keyed.digest()
            self.block += 1
        taken, self.bytes = self.bytes[:width], self.bytes[width:]
        return int.from_bytes(taken, 'big')

    def below(self, bound):
        width = 1
        while 256**width < bound:
            width += 1
        limit = 256**width - 256**width % bound
        value = self.take(width)
        while value >= limit:
            value = self.take(width)
        self.draws.append({'bound': bound, 'value': value % bound})
        return value % bound

    def by_weight(self, weights):
        """The first place in the list whose weights, summed up, exceed the draw."""
        draw = self.below(sum(weights))
        for place, weight in enumerate(weights):
            if draw < weight:
                return place
            draw -= weight
        raise AssertionError('a draw is below the sum')


def win_of(amount, odds):
    """What a bet wins beside its stake at odds such as 19:20."""
    win, per = map(int, odds.split(':'))
    return parts_of(amount, per) * win


def parts_of(amount, parts):
    expect(amount % parts == 0, f'{amount} cannot be shared in {parts}')
    return amount // parts


def staked_in(bets):
    return sum(bet['amount'] for bet in bets)
