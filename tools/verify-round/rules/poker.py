"""Games of cards with one decision: video poker, three card poker, casino war."""

from .cards import JOKER, RANKS, Shoe, names
from .draws import Played, expect, parts_of, staked_in, win_of


def video_poker(game, proof, numbers):
    shoe = Shoe(numbers, jokers=game['jokers'])
    stake = staked_in(proof['bets'])
    hand = [shoe.deal() for _ in range(5)]
    actions = proof.get('actions', [])
    expect(len(actions) == 1 and actions[0]['kind'] == 'hold', 'the round has to end by one hold')
    held = sorted(actions[0]['positions'])
    expect(len(set(held)) == len(held) and set(held) <= set(range(5)), 'a hold names positions from 0 to 4, each once')
    hand = [card if position in held else shoe.deal() for position, card in enumerate(hand)]
    coins = coins_in(game, proof, stake)
    row = best_row(game, hand, coins)
    payout = stake // coins * paid(row, coins) if row else 0
    counted = {'coins': coins} if 'coins' in game else {}
    outcome = {'stake': stake, **counted, 'hand': names(hand), 'held': held, 'row': row and row['id'], 'payout': payout}
    return Played(stake, payout, outcome)


def coins_in(game, proof, stake):
    """How many coins of the step a stake is, where pays depend on it; otherwise one."""
    if 'coins' not in game:
        return 1
    currency = proof['stake'].get('currency') or next(iter(game['limits']))
    return stake // game['limits'][currency]['step']


def paid(row, coins):
    """What a row pays for all coins together, in coins."""
    return row['pays'][coins - 1] if isinstance(row['pays'], list) else row['pays'] * coins


def best_row(game, hand, coins):
    """Of the rows that the hand fits, the one that pays most; of equal ones the first."""
    natural = [card for card in hand if card != JOKER and not {card.rank, card.name} & set(game['wilds'])]
    fitting = [row for row in game['pays'] if fits(row, natural)]
    return max(fitting, key=lambda row: paid(row, coins), default=None)


def fits(row, natural):
    """Whether the cards that are not wild, and wild ones for the rest of five, are what a row asks for."""
    wilds = 5 - len(natural)
    if row.get('wilds', wilds) != wilds:
        return False
    ranks = [RANKS.index(card.rank) for card in natural]
    counts = [ranks.count(rank) for rank in range(13)]
    suited = len({card.suit for card in natural}) <= 1
    single = max(counts) <= 1
    # An ace stands above the king or below the two.
    low = [rank if rank < 12 else -1 for rank in ranks]
    straight = single and any(max(each, default=0) - min(each, default=0) <= 4 for each in (ranks, low))
    missing = sorted(max(0, 2 - count) for count in counts)
    return {
        'royal-flush': lambda: suited and single and min(ranks, default=12) >= 8,
        'straight-flush': lambda: suited and straight,
        'five-of-a-kind': lambda: alike(row, counts, 5),
        'four-of-a-kind': lambda: alike(row, counts, 4),
        'full-house': lambda: len(set(ranks)) <= 2 and sorted(counts)[-1] <= 3 and sorted(counts)[-2] <= 2,
        'flush': lambda: suited,
        'straight': lambda: straight,
        'three-of-a-kind': lambda: alike(row, counts, 3),
        'two-pair': lambda: missing[0] + missing[1] <= wilds,
        'pair': lambda: alike(row, counts, 2),
    }[row['category']]()


def alike(row, counts, size):
    """So many of one rank with wild cards; what lies beside them, if anything is said of it, is of certain ranks."""
    wilds, allowed, beside = 5 - sum(counts), row.get('ranks', RANKS), row.get('kicker', RANKS)
    return any(
        RANKS[rank] in allowed
        and count + wilds >= size
        and all(
            RANKS[other] in beside
            for other, others in enumerate(counts)
            if others > (size if other == rank else 0)
        )
        for rank, count in enumerate(counts)
    )


def three_card(game, proof, numbers):
    shoe = Shoe(numbers)
    on = amounts(proof['bets'])
    ante, pair_plus = on.get('ante', 0), on.get('pair-plus', 0)
    player, dealer = [shoe.deal() for _ in range(3)], []
    hand = strength(player)
    own = game.get('pairPlus', {}).get(hand[0], 0)
    beside = pair_plus * (1 + own) if own else 0
    kinds = [action['kind'] for action in proof.get('actions', [])]
    expect(kinds in ([['raise'], ['fold']] if ante else [[]]), 'an ante is raised or folded')
    raised, payout = 0, beside
    if kinds == ['raise']:
        raised, dealer = ante, [shoe.deal() for _ in range(3)]
        mine, other = order(hand), order(strength(dealer))
        if other < (0, (RANKS.index(game['dealerQualifies']), 0, 0)):
            wins = 1
        else:
            wins = 2 * ((mine > other) - (mine < other))
        payout += ante * (2 + wins + game['anteBonus'].get(hand[0], 0))
    outcome = {
        'ante': ante,
        'pairPlus': pair_plus,
        'raise': raised,
        'player': names(player),
        'dealer': names(dealer),
        'payout': payout,
        'pairPlusPayout': beside,
        'hand': hand[0],
    }
    return Played(ante + pair_plus + raised, payout, outcome)


CLASSES = (None, 'pair', 'flush', 'straight', 'three-of-a-kind', 'straight-flush')


def order(hand):
    return CLASSES.index(hand[0]), hand[1]


def strength(cards):
    """What three cards are called, and the ranks that decide between two hands of one name."""
    ranks = sorted((RANKS.index(card.rank) for card in cards), reverse=True)
    suited = len({card.suit for card in cards}) == 1
    if len(set(ranks)) == 1:
        return 'three-of-a-kind', tuple(ranks)
    if len(set(ranks)) == 2:
        # The middle of three is always of the pair.
        return 'pair', (ranks[1], ranks[0] + ranks[2] - ranks[1], 0)
    top = 1 if ranks == [12, 1, 0] else ranks[0] if ranks[0] - ranks[2] == 2 else None
    if top is not None:
        return 'straight-flush' if suited else 'straight', (top, 0, 0)
    return 'flush' if suited else None, tuple(ranks)


def casino_war(game, proof, numbers):
    shoe = Shoe(numbers, decks=game['decks'])
    on = amounts(proof['bets'])
    war, tie = on.get('war', 0), on.get('tie', 0)
    player, dealer = [shoe.deal()], [shoe.deal()]
    kinds = [action['kind'] for action in proof.get('actions', [])]
    ahead, raised, on_tie = difference(player, dealer), 0, 0
    if ahead != 0 or war == 0:
        expect(not kinds, 'nothing was to be decided')
        on_tie = tie + win_of(tie, game['tiePays']) if ahead == 0 else 0
        payout = on_tie + (2 * war if ahead > 0 else 0)
    else:
        may = ['go-to-war', 'surrender' if game['surrender'] else 'war-without-raise']
        expect(len(kinds) == 1 and kinds[0] in may, f"a tie is answered by {' or '.join(may)}")
        on_tie = tie + win_of(tie, game['tiePays']) if tie else 0
        if kinds == ['surrender']:
            payout = on_tie + parts_of(war, 2)
        else:
            raised = war if kinds == ['go-to-war'] else 0
            for hand in (player, dealer):
                hand.append([shoe.deal() for _ in range(game['burn'] + 1)][-1])
            ahead = difference(player, dealer)
            bonus = win_of(war, game['secondTieBonus']) if ahead == 0 else 0
            payout = on_tie + (war + 2 * raised + bonus if ahead >= 0 else 0)
    outcome = {
        'war': war,
        'tie': tie,
        'raise': raised,
        'payout': payout,
        'tiePayout': on_tie,
        'player': names(player),
        'dealer': names(dealer),
    }
    return Played(war + tie + raised, payout, outcome)


def difference(player, dealer):
    """How far the player's last card is above the dealer's; the ace is highest."""
    return RANKS.index(player[-1].rank) - RANKS.index(dealer[-1].rank)


def amounts(bets):
    return {bet['kind']: bet['amount'] for bet in bets}
