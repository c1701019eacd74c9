"""Slots: lines, ways and clusters, cascades, scatters and free spins, picks, hold-and-respin, jackpots."""

import hashlib
from math import prod

from .draws import Numbers, Played, expect, parts_of


def slot(game, proof, numbers):
    stake = proof['stake']['amount']
    machine = Machine(game, numbers, stake)
    feature = game.get('freeSpins', {'multiplier': 1, 'retrigger': False, 'maximumTotal': 0})
    spins, free = [], 0
    while len(spins) <= free:
        first = not spins
        spin = machine.spin('base' if first else 'free', 1 if first else feature['multiplier'])
        left = feature['maximumTotal'] - free if first or feature['retrigger'] else 0
        spin['freeSpinsAwarded'] = min(spin['freeSpinsAwarded'], left)
        free += spin['freeSpinsAwarded']
        spins.append(spin)
    outcome = {'spins': spins, 'freeSpinsTotal': free, **jackpot(game, proof, numbers)}
    return Played(stake, sum(spin['payout'] for spin in spins), outcome)


def counted(table, count):
    """A count that is not listed has the value of the next lower one, or none."""
    listed = [int(key) for key in table if int(key) <= count]
    return table[str(max(listed))] if listed else 0


class Machine:
    """The reels of one round."""

    def __init__(self, game, numbers, stake):
        self.game, self.numbers, self.stake = game, numbers, stake
        # Of the spin that is played: free spins may have their own.
        self.reels = game['reels']
        shared = game.get('ways') or game.get('clusters') or {'credits': len(game['lines'])}
        self.credit = parts_of(stake, shared['credits'])
        self.wilds = {each['id']: each.get('multiplier', 1) for each in game['symbols'] if each['kind'] == 'wild'}
        groups = {group['id']: group['symbols'] for group in game.get('groups', [])}
        # What is paid for, with all that counts as it.
        named = [each['id'] for each in game['symbols']] + list(groups)
        self.runs = [
            (name, {*groups.get(name, [name]), *self.wilds}, game['pays'][name])
            for name in named
            if name in game['pays']
        ]

    def symbol_of(self, kind):
        return next((each['id'] for each in self.game['symbols'] if each['kind'] == kind), None)

    def spin(self, kind, multiplier):
        game = self.game
        own = game.get('freeSpins', {}) if kind == 'free' else game
        drawn = own if 'reels' in own else game
        self.reels = reels = drawn['reels']
        if 'stopWeights' in drawn:
            stops = [self.numbers.by_weight(weights) for weights in drawn['stopWeights']]
        else:
            stops = [self.numbers.below(len(reel)) for reel in reels]
        window = [[reel[(stop + row) % len(reel)] for reel, stop in zip(reels, stops)] for row in range(game['rows'])]
        unit = self.credit * multiplier
        steps = self.falls(window, stops, unit)
        first, last = steps[0], steps[-1]['window']
        scatters = flat(last).count(self.symbol_of('scatter'))
        scattered = counted(game.get('scatterPays', {}), scatters) * self.stake * multiplier
        spin = {
            'kind': kind,
            'stops': stops,
            'multiplier': multiplier,
            **{name: value for name, value in first.items() if name not in ('multiplier', 'payout')},
            'scatterCount': scatters,
            'scatterPayout': scattered,
            'freeSpinsAwarded': counted(game.get('freeSpins', {}).get('awards', {}), scatters),
            'payout': scattered + sum(step['payout'] for step in steps),
        }
        if 'cascades' in game:
            spin['cascades'] = steps[1:]
        if 'bonus' in game:
            spin['bonusWins'] = self.bonuses(last, multiplier)
            spin['payout'] += sum(win['payout'] for win in spin['bonusWins'])
        hold = self.hold(last, unit)
        if hold:
            spin['hold'] = hold
            spin['payout'] += hold['payout']
        return spin

    def falls(self, window, stops, unit):
        """The windows of a spin: one, or as many as its cascades make."""
        cascades = self.game.get('cascades', {'ladder': [1], 'maximum': 1})
        ladder, steps, fed = cascades['ladder'], [], [0] * len(stops)
        while True:
            factor = ladder[min(len(steps), len(ladder) - 1)]
            found = self.wins(window)
            for _, _, win in found:
                win['payout'] *= unit * factor
            named = {name: [win for kind, _, win in found if kind == name] for name in self.lists()}
            payout = sum(win['payout'] for _, _, win in found)
            steps.append({'window': window, **named, 'multiplier': factor, 'payout': payout})
            if not found or len(steps) == cascades['maximum']:
                return steps
            gone = {tuple(cell) for _, cells, _ in found for cell in cells}
            window = self.fallen(window, {'stops': stops, 'fed': fed, 'gone': gone})

    def fallen(self, window, spin):
        """What has won vanishes, what is above falls, and each strip goes on upwards from its stop."""
        columns = []
        for at, reel in enumerate(self.reels):
            left = [row[at] for down, row in enumerate(window) if (down, at) not in spin['gone']]
            while len(left) < len(window):
                spin['fed'][at] += 1
                left.insert(0, reel[(spin['stops'][at] - spin['fed'][at]) % len(reel)])
            columns.append(left)
        return [list(row) for row in zip(*columns)]

    def lists(self):
        """The members of a record that tell wins; that of lines is always there."""
        return ['lineWins'] + [f'{name}Wins' for name in ('way', 'cluster') if f'{name}s' in self.game]

    def wins(self, window):
        """All wins of a window but those of scatters, bonuses and coins, in line bets or credits, with their cells."""
        if 'ways' in self.game:
            return [win for run in self.runs for win in self.way_wins(window, run)]
        if 'clusters' in self.game:
            return [win for run in self.runs for win in self.cluster_wins(window, run)]
        return [win for line in range(len(self.game['lines'])) for win in self.line_wins(window, line)]

    def by_wilds(self, symbols):
        return prod(self.wilds.get(symbol, 1) for symbol in symbols)

    def line_wins(self, window, line):
        """The run from the left that pays most, and where lines pay both ways that from the right as well."""
        cells = [[row, reel] for reel, row in enumerate(self.game['lines'][line])]
        seen = [window[row][reel] for row, reel in cells]
        ways = [(cells, {}), (cells[::-1], {'fromRight': True})] if self.game.get('bothWays') else [(cells, {})]
        found = []
        for along, side in ways:
            best = self.best_run([window[row][reel] for row, reel in along])
            if best:
                found.append(('lineWins', along[: best['count']], {'line': line, **side, **best}))
        if len(found) == 2 and any(members.issuperset(seen) for _, members, _ in self.runs):
            # One run from end to end pays once: the higher, of equal ones that from the left.
            return [max(found, key=lambda win: win[2]['payout'])]
        return found

    def best_run(self, seen):
        """The run from the first of these symbols that pays most; of equal ones that whose symbol is listed first."""
        best = None
        for name, members, table in self.runs:
            count = next((at for at, symbol in enumerate(seen) if symbol not in members), len(seen))
            factor = self.by_wilds(seen[:count])
            pay = counted(table, count) * factor
            if pay > (best['payout'] if best else 0):
                best = {'symbol': name, 'count': count, 'payout': pay, **multiplied(factor)}
        return best

    def way_wins(self, window, run):
        name, members, table = run
        cells, ways, count = [], 1, 0
        while count < len(self.reels):
            here = [[row, count] for row in range(len(window)) if window[row][count] in members]
            if not here:
                break
            cells += here
            ways *= sum(self.wilds.get(window[row][reel], 1) for row, reel in here)
            count += 1
        pay = counted(table, count) * ways
        return [('wayWins', cells, {'symbol': name, 'count': count, 'ways': ways, 'payout': pay})] if pay else []

    def cluster_wins(self, window, run):
        name, members, table = run
        left = {(row, reel) for row in range(len(window)) for reel in range(len(window[0]))}
        left = {(row, reel) for row, reel in left if window[row][reel] in members}
        found = []
        while left:
            cells, open_cells = [], [min(left)]
            left.discard(open_cells[0])
            while open_cells:
                row, reel = open_cells.pop()
                cells.append([row, reel])
                beside = {(row - 1, reel), (row + 1, reel), (row, reel - 1), (row, reel + 1)} & left
                left -= beside
                open_cells += beside
            cells.sort()
            inside = [window[row][reel] for row, reel in cells]
            factor = self.by_wilds(inside)
            pay = counted(table, len(cells)) * factor
            if pay and (name in self.wilds or not all(symbol in self.wilds for symbol in inside)):
                win = {'symbol': name, 'count': len(cells), 'cells': cells, 'payout': pay, **multiplied(factor)}
                found.append(('clusterWins', cells, win))
        return found

    def bonuses(self, window, multiplier):
        """Picks, which are drawn for every line that has won them, or once for symbols anywhere."""
        bonus, symbol = self.game['bonus'], self.symbol_of('bonus')
        if bonus['trigger'] == 'anywhere':
            won = [{}] if flat(window).count(symbol) >= bonus['count'] else []
            unit = self.stake * multiplier
        else:
            begins = [[window[row][reel] for reel, row in enumerate(line)] for line in self.game['lines']]
            run = [symbol] * bonus['count']
            won = [{'line': at} for at, seen in enumerate(begins) if seen[: len(run)] == run]
            unit = self.credit * multiplier
        wins = []
        for where in won:
            prizes = []
            while len(prizes) < bonus['picks'] and not (prizes and prizes[-1] == 0 and bonus['untilBlank']):
                prizes.append(self.prize(bonus['prizes']))
            wins.append({**where, 'prizes': prizes, 'payout': sum(prizes) * unit})
        return wins

    def prize(self, prizes):
        return prizes[self.numbers.by_weight([prize['weight'] for prize in prizes])]['multiple']

    def hold(self, window, unit):
        """Coins in view lock, and free cells are drawn until no respin is left or no cell is free."""
        feature, symbol = self.game.get('holdAndRespin'), self.symbol_of('coin')
        if not feature or flat(window).count(symbol) < feature['count']:
            return None
        cells = [(row, reel) for row in range(len(window)) for reel in range(len(window[0]))]
        coins = [
            {'row': row, 'reel': reel, 'value': self.prize(feature['values']), 'respin': 0}
            for row, reel in cells
            if window[row][reel] == symbol
        ]
        free = [(row, reel) for row, reel in cells if window[row][reel] != symbol]
        blank_first = [{'multiple': 0, 'weight': feature['blankWeight']}, *feature['values']]
        respins, left = 0, feature['respins']
        while left and free:
            respins, left = respins + 1, left - 1
            for row, reel in list(free):
                value = self.prize(blank_first)
                if value:
                    coins.append({'row': row, 'reel': reel, 'value': value, 'respin': respins})
                    free.remove((row, reel))
                    left = feature['respins']
        worth = sum(coin['value'] for coin in coins) + (0 if free else feature['full'])
        return {'coins': coins, 'respins': respins, 'full': not free, 'payout': worth * unit}


def flat(window):
    return [symbol for row in window for symbol in row]


def multiplied(factor):
    return {'wildMultiplier': factor} if factor > 1 else {}


def jackpot(game, proof, numbers):
    """The last draw of the round, and whether the ledger took and paid what it had to."""
    pot, played = proof['outcome'].get('pot'), proof['outcome'].get('jackpot')
    expect((pot is None) == (played is None), 'a jackpot has a draw and a record, or neither')
    # A free round is not played for it.
    if 'jackpot' not in game or played is None:
        expect('jackpot' in game or played is None, 'the game has no jackpot')
        return {}
    own, stake = game['jackpot'], proof['stake']['amount']
    due = own['contributionPpm'] * stake
    expect(pot['contributionMillionths'] == due, f'the jackpot has to get {due} millionths')
    if own['trigger']['kind'] == 'must-drop':
        hidden_amount(own, proof)
        return {}
    bound = own['trigger']['oneIn']
    value = numbers.below(bound)
    wins = value < stake
    expect(('won' in pot) == wins, f"the jackpot had {'' if wins else 'not '}to be won")
    return {'jackpot': {'jackpotId': own['id'], 'draw': {'bound': bound, 'value': value}, 'wins': wins}}


def hidden_amount(own, proof):
    """One that falls at a hidden amount pays exactly that: what its secret gives, whose hash was shown before."""
    pot, committed = proof['outcome']['pot'], proof['outcome']['jackpot'].get('commitments', [])
    hashes = [each['hash'] for each in committed if each['cycle'] == pot['cycle']]
    expect(hashes, f"there is no fingerprint of cycle {pot['cycle']}")
    if 'jackpotSecret' not in proof:
        expect('won' not in pot, 'the jackpot has fallen, and its secret is not shown')
        return
    secret = bytes.fromhex(proof['jackpotSecret'])
    expect(hashlib.sha256(secret).hexdigest() == hashes[0], 'the secret is not the one that was committed to')
    amount = own['seed'] + 1 + Numbers(secret, 'drop:').below(own['trigger']['by'] - own['seed'])
    expect(pot.get('won', {'amount': amount})['amount'] == amount, f'the jackpot falls at {amount}')
