#!/usr/bin/env python3
"""Derives rounds again from their proofs: the rule of docs/fairness.md a second time, in another language.

Shares no code with the platform. Plays roulette, and slots
with lines, wilds, scatters and free spins, crash and craps. Python 3.8 or later, its standard library.

  python3 tools/verify-round/verify.py PROOF.json
  npm run -s games -- proofs GAME.json | python3 tools/verify-round/verify.py --lines - --definition GAME.json
"""

import argparse
import hashlib
import hmac
import json
import sys
from fractions import Fraction

MOST_SHOWN = 10


class Fault(Exception):
    """What is wrong with a proof, in words."""


def expect(holds, what):
    if not holds:
        raise Fault(what)


def canonical_hash(definition):
    """SHA-256 over the JSON without white space, members in the order of their UTF-16 code units."""

    def ordered(value):
        if isinstance(value, dict):
            return {key: ordered(value[key]) for key in sorted(value, key=lambda name: name.encode('utf-16-be'))}
        return [ordered(item) for item in value] if isinstance(value, list) else value

    text = json.dumps(ordered(definition), ensure_ascii=False, separators=(',', ':'))
    return hashlib.sha256(text.encode('utf-8')).hexdigest()


class Numbers:
    """The numbers of one round, and a list of those that were drawn."""

    def __init__(self, proof, seed):
        self.keyed = hmac.new(seed, digestmod='sha256')
        self.label = f"{proof['clientSeed']}:{proof['roundId']}:{proof['refusals']}:"
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


def roulette(game, proof, numbers):
    pocket = game['wheel'][numbers.below(len(game['wheel']))]
    expect(proof['outcome']['pocket'] == pocket, f'the pocket has to be {pocket}')
    even_money = ('red', 'black', 'odd', 'even', 'low', 'high')
    payout = staked = 0
    for bet in proof['bets']:
        staked += bet['amount']
        if pocket in bet['numbers']:
            payout += bet['amount'] * (game['pays'][bet['kind']] + 1)
        elif game['zero'] == 'la-partage' and pocket in (0, 37) and bet['kind'] in even_money:
            payout += bet['amount'] // 2
    expect(staked == proof['stake']['amount'], f'the bets come to {staked}')
    return payout


def crash(game, proof, numbers):
    """The multiple is the part of grid * (1 - edge) / U, U evenly spread in (0, 1], drawn in digits until they decide it."""
    grid, maximum, base = game['grid'], game['maximum'], 2**32
    first, scale = 0, 1
    while True:
        first, scale = first * base + numbers.below(base), scale * base
        top = grid * (1 - Fraction(game['edge'])) * scale
        least = min(maximum, top // (first + 1))
        if least == (min(maximum, -(-top // first) - 1) if first else maximum):
            break
    expect(proof['outcome']['crashAt'] == least, f'the round has to crash at {least}')
    (bet,) = proof['bets']
    stop_at = bet['numbers'][0] if bet['numbers'] else maximum
    # What never flew has ended at once, and is lost.
    cash_outs = [stop_at] if least < grid else []
    expect(least < grid or len(proof['actions']) == 1, 'the round has to end by one action')
    for action in proof.get('actions', []):
        by_hand = action['kind'] == 'cash-out'
        cash_outs = [min(stop_at, multiple_at(game, action['elapsedMs'])) if by_hand else stop_at]
    return sum(bet['amount'] // grid * multiple for multiple in cash_outs if multiple <= least)


def multiple_at(game, elapsed):
    """The curve, linear between its points and rounded down."""
    for start, end in zip(game['growth'], game['growth'][1:]):
        if elapsed < end['elapsedMs']:
            rise, run = end['multiple'] - start['multiple'], end['elapsedMs'] - start['elapsedMs']
            return start['multiple'] + (elapsed - start['elapsedMs']) * rise // run
    return game['maximum']


POINTS = (4, 5, 6, 8, 9, 10)


def craps(game, proof, numbers):
    """Rolls of two dice, with what players add and take down between them, until no bet lies."""
    point = returned = 0
    lying, rolls = [], []

    def place_of(bet):
        behind_the_point = bet['kind'] in ('pass-odds', 'dont-pass-odds') and not bet.get('numbers')
        return bet['kind'], tuple([point] if behind_the_point else bet.get('numbers', ()))

    def lay(bets):
        lying.extend((*place_of(bet), bet['amount']) for bet in bets)
        return sum(bet['amount'] for bet in bets)

    staked = lay(proof['bets'])
    for action in proof.get('actions', []):
        expect(lying, 'the round had ended')
        if action['kind'] == 'bet':
            staked += lay(action['bets'])
        elif action['kind'] == 'take-down':
            (bet,) = action['bets']
            taken = [each for each in lying if each[:2] == place_of(bet)]
            expect(sum(amount for _, _, amount in taken) == bet['amount'], 'nothing such lies')
            returned += bet['amount']
            lying = [each for each in lying if each not in taken]
        else:
            dice = [numbers.below(6) + 1, numbers.below(6) + 1]
            rolls.append(dice)
            stay = []
            for kind, at, amount in lying:
                fate = craps_fate(game, (kind, at), dice, point)
                if fate == 'stays' or isinstance(fate, int):
                    stay.append((kind, (fate,) if isinstance(fate, int) else at, amount))
                elif fate == 'back':
                    returned += amount
                elif fate != 'loses':
                    win, per = map(int, fate.split(':'))
                    returned += amount + amount * win // per
            lying, total = stay, sum(dice)
            point = (total if total in POINTS else 0) if point == 0 else 0 if total in (point, 7) else point
    expect(not lying, 'bets lie still')
    expect([roll['dice'] for roll in proof['outcome']['rolls']] == rolls, 'the rolls are not those of the draws')
    expect(staked == proof['stake']['amount'], f'the bets come to {staked}')
    return returned


def craps_fate(game, spot, dice, point):
    """'stays', 'loses', 'back', the number that a line bet moves to, or the odds by which a bet wins."""
    kind, at = spot
    total, against = sum(dice), kind.startswith('dont') or kind == 'lay'
    if kind in game['line'] and not at:
        if total in (7, 11):
            return 'loses' if against else game['line'][kind]
        if total in POINTS:
            return total
        if not against:
            return 'loses'
        return 'back' if total == game['bar'] else game['line'][kind]
    if kind in game.get('oneRoll', {}):
        return game['oneRoll'][kind].get(str(total), 'loses')
    number, rests = at[0], point == 0 and kind in game['offOnComeOut']
    if rests:
        return 'back' if kind == 'come-odds' and total in (number, 7) else 'stays'
    if kind == 'hard' and total == number and dice[0] != dice[1]:
        return 'loses'
    if kind in game['line']:
        odds = game['line'][kind]
    elif kind.endswith('-odds'):
        odds = game['odds']['lay' if against else 'take'][str(number)]['pays']
    else:
        odds = game[kind][str(number)]
    if total not in (number, 7):
        return 'stays'
    return odds if (total == 7) == against else 'loses'


UNPLAYED = ('ways', 'clusters', 'cascades', 'bonus', 'holdAndRespin', 'jackpot', 'stopWeights', 'groups')


def slot(game, proof, numbers):
    unplayed = [name for name in UNPLAYED if name in game]
    expect(not unplayed, f"slots with {', '.join(unplayed)} are not played here")
    stake = proof['stake']['amount']
    free_spins = game.get('freeSpins', {'awards': {}, 'multiplier': 1, 'retrigger': False, 'maximumTotal': 0})
    payout = spun = free = 0
    windows = []
    while spun <= free:
        multiplier = 1 if spun == 0 else free_spins['multiplier']
        stops = [numbers.below(len(reel)) for reel in game['reels']]
        window = [
            [reel[(stop + row) % len(reel)] for reel, stop in zip(game['reels'], stops)] for row in range(game['rows'])
        ]
        windows.append(window)
        won = sum(line_pay(game, window, line) for line in game['lines']) * (stake // len(game['lines']))
        scatters = [symbol['id'] for symbol in game['symbols'] if symbol['kind'] == 'scatter']
        seen = str(sum(symbol in scatters for row in window for symbol in row))
        won += game.get('scatterPays', {}).get(seen, 0) * stake
        if spun == 0 or free_spins['retrigger']:
            free += min(free_spins['awards'].get(seen, 0), free_spins['maximumTotal'] - free)
        payout += won * multiplier
        spun += 1
    expect(proof['outcome']['freeSpinsTotal'] == free, f'there have to be {free} free spins')
    shown = [spin['window'] for spin in proof['outcome']['spins']]
    expect(shown == windows, 'the windows are not those of the stops')
    return payout


def line_pay(game, window, line):
    """The best run from the left: of a symbol with wilds for it, or of wilds alone."""
    wilds = {symbol['id']: symbol.get('multiplier', 1) for symbol in game['symbols'] if symbol['kind'] == 'wild'}
    on_line = [window[row][reel] for reel, row in enumerate(line)]
    best = 0
    for symbol, pays in game['pays'].items():
        count, factor = 0, 1
        while count < len(on_line) and (on_line[count] == symbol or on_line[count] in wilds and symbol not in wilds):
            factor *= wilds.get(on_line[count], 1)
            count += 1
        best = max(best, pays.get(str(count), 0) * factor)
    return best


def verify(proof, game, game_hash):
    """Raises Fault unless the proof is that of a fair round of the game."""
    seed = bytes.fromhex(proof.get('serverSeed', ''))
    expect(len(seed) == 32, 'the server has not shown its seed yet')
    expect(hashlib.sha256(seed).hexdigest() == proof['serverSeedHash'], 'the seed is not the one that was committed to')
    expect(game_hash == proof['definitionHash'], f'the definition has the hash {game_hash}')
    numbers = Numbers(proof, seed)
    kind = game.get('kind')
    play = {None: slot, 'roulette': roulette, 'crash': crash, 'craps': craps}.get(kind)
    expect(play is not None, f'{kind} is not played here')
    payout = play(game, proof, numbers)
    expect(numbers.draws == proof['outcome']['draws'], 'the draws are not those of the seeds')
    expect(payout == proof['payout']['amount'], f"was paid {proof['payout']['amount']} and had to be paid {payout}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('file', help='a proof, or with --lines a file of them, one a line; - reads standard input')
    options.add_argument('--lines', action='store_true')
    options.add_argument('--definition', help='the game, where the proof does not hold it')
    given = options.parse_args()
    game = None
    if given.definition:
        with open(given.definition, encoding='utf-8') as text:
            game = json.load(text)
    game_hash = canonical_hash(game) if game else None
    with sys.stdin if given.file == '-' else open(given.file, encoding='utf-8') as text:
        proofs = (json.loads(line) for line in text) if given.lines else [json.load(text)]
        rounds = broken = staked = paid = 0
        for proof in proofs:
            rounds += 1
            try:
                own = game or proof['definition']
                verify(proof, own, game_hash or canonical_hash(own))
            except (Fault, KeyError, ValueError, TypeError, IndexError) as error:
                broken += 1
                if broken <= MOST_SHOWN:
                    print(f"✗ {proof.get('roundId')}: {error if isinstance(error, Fault) else repr(error)}")
            staked += proof['stake']['amount']
            paid += proof['payout']['amount']
    print(f"{'✓' if broken == 0 < rounds else '✗'} {rounds} rounds, {broken} that do not hold; staked {staked}, paid {paid}")
    return 0 if broken == 0 < rounds else 1


if __name__ == '__main__':
    sys.exit(main())
