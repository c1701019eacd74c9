"""Tables at which one draw settles all bets: roulette, dice, baccarat, keno, sic bo."""

from fractions import Fraction

from .cards import Shoe, names
from .draws import Played, parts_of, staked_in, win_of

EVEN_MONEY = ('red', 'black', 'odd', 'even', 'low', 'high')


def roulette(game, proof, numbers):
    pocket = game['wheel'][numbers.below(len(game['wheel']))]
    payout = 0
    for bet in proof['bets']:
        if pocket in bet['numbers']:
            payout += bet['amount'] * (game['pays'][bet['kind']] + 1)
        elif game['zero'] == 'la-partage' and pocket in (0, 37) and bet['kind'] in EVEN_MONEY:
            payout += bet['amount'] // 2
    return Played(staked_in(proof['bets']), payout, {'pocket': pocket})


def dice(game, proof, numbers):
    """A bet wins on as many outcomes as it names, the lowest or the highest."""
    outcome = numbers.below(game['outcomes'])
    payout = 0
    for bet in proof['bets']:
        (target,) = bet['numbers']
        place = outcome if bet['kind'] == 'under' else game['outcomes'] - 1 - outcome
        if place < target:
            kept = 1 - Fraction(game['edge'])
            pays = game['grid'] * kept * game['outcomes'] // target
            payout += parts_of(bet['amount'], game['grid']) * pays
    return Played(staked_in(proof['bets']), payout, {'outcome': outcome})


# The highest total with which the banker draws, by what the third card of the player counts.
BANKER_DRAWS_TO = (3, 3, 4, 4, 5, 5, 6, 6, 2, 3)


def baccarat(game, proof, numbers):
    shoe = Shoe(numbers, decks=game['decks'])
    player, banker = [], []
    for hand in (player, banker, player, banker):
        hand.append(shoe.deal())
    if max(points(player), points(banker)) < 8:
        last = 5
        if points(player) <= 5:
            player.append(shoe.deal())
            last = BANKER_DRAWS_TO[points(player[2:])]
        if points(banker) <= last:
            banker.append(shoe.deal())
    totals = points(player), points(banker)
    winner = 'tie' if totals[0] == totals[1] else 'player' if totals[0] > totals[1] else 'banker'
    payout = 0
    for bet in proof['bets']:
        if winner == 'tie' and bet['kind'] in ('player', 'banker'):
            payout += bet['amount']
            continue
        odds = baccarat_odds(game, bet['kind'], {'player': player, 'banker': banker, 'winner': winner})
        payout += bet['amount'] + win_of(bet['amount'], odds) if odds else 0
    outcome = {
        'player': names(player),
        'banker': names(banker),
        'playerTotal': totals[0],
        'bankerTotal': totals[1],
        'winner': winner,
    }
    return Played(staked_in(proof['bets']), payout, outcome)


def points(cards):
    """The last digit of the sum: an ace is one, tens and pictures are nothing."""
    return sum(1 if card.rank == 'A' else int(card.rank) if card.rank.isdigit() else 0 for card in cards) % 10


def baccarat_odds(game, kind, deal):
    """The odds at which a bet wins; none if it loses."""
    hands = deal['player'], deal['banker']
    pairs = [hand[0].rank == hand[1].rank for hand in hands]
    perfect = [hand[0].name == hand[1].name for hand in hands]
    if kind == 'perfect-pair' and all(perfect) and 'bothPerfect' in game:
        return game['bothPerfect']
    if kind == 'banker' and deal['winner'] == 'banker':
        for other in game.get('bankerExceptions', []):
            if other['total'] == points(hands[1]) and other.get('cards', len(hands[1])) == len(hands[1]):
                return other['pays']
    wins = {
        'player-pair': pairs[0],
        'banker-pair': pairs[1],
        'either-pair': any(pairs),
        'perfect-pair': any(perfect),
        deal['winner']: True,
    }
    return game['pays'][kind] if wins.get(kind) else None


def keno(game, proof, numbers):
    """Balls lie in a row; the last of it fills the gap of one that is drawn."""
    balls = list(range(1, game['pool'] + 1))
    drawn = []
    while len(drawn) < game['drawn']:
        place = numbers.below(len(balls))
        drawn.append(balls[place])
        balls[place] = balls[-1]
        balls.pop()
    payout = Fraction(0)
    for bet in proof['bets']:
        catches = len(set(bet['numbers']) & set(drawn))
        payout += bet['amount'] * Fraction(game['returns'][str(len(bet['numbers']))].get(str(catches), '0'))
    return Played(staked_in(proof['bets']), int(payout), {'drawn': drawn})


def sic_bo(game, proof, numbers):
    thrown = [numbers.below(6) + 1 for _ in range(3)]
    payout = 0
    for bet in proof['bets']:
        odds = sic_bo_odds(game, bet['kind'], {'at': bet.get('numbers', []), 'thrown': thrown})
        payout += bet['amount'] + win_of(bet['amount'], odds) if odds else 0
    return Played(staked_in(proof['bets']), payout, {'dice': thrown})


def sic_bo_odds(game, kind, throw):
    """The odds at which a bet wins; none if it loses."""
    at, thrown = throw['at'], throw['thrown']
    total, triple, pays = sum(thrown), len(set(thrown)) == 1, game['pays'][kind]
    shown = [thrown.count(number) for number in at]
    if kind == 'total':
        return pays[str(total)] if at == [total] else None
    if kind == 'single':
        return pays[shown[0] - 1] if shown[0] else None
    wins = {
        'double': lambda: shown[0] >= 2,
        'combination': lambda: all(shown),
        'triple': lambda: shown[0] == 3,
        'any-triple': lambda: triple,
        'small': lambda: total <= 10,
        'big': lambda: total >= 11,
        'odd': lambda: total % 2 == 1,
        'even': lambda: total % 2 == 0,
    }[kind]()
    return pays if wins and not (triple and kind in game['loseOnTriple']) else None
