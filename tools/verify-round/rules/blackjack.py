"""Blackjack, by the decisions that were taken."""

from .cards import Shoe, names
from .draws import Played, expect, parts_of, staked_in, win_of


class Hand:
    def __init__(self, cards, stake):
        self.cards, self.stake = cards, stake
        self.done = self.doubled = self.surrendered = False


def value_of(card):
    return 11 if card.rank == 'A' else int(card.rank) if card.rank.isdigit() else 10


def total_of(cards):
    """The total, and whether an ace counts eleven in it: one does where that is not above 21."""
    values = [1 if card.rank == 'A' else value_of(card) for card in cards]
    soft = 1 in values and sum(values) <= 11
    return sum(values) + (10 if soft else 0), soft


def is_blackjack(cards):
    return len(cards) == 2 and total_of(cards)[0] == 21


class Table:
    def __init__(self, game, stake, shoe):
        self.game, self.stake, self.shoe = game, stake, shoe
        first, up, second = shoe.deal(), shoe.deal(), shoe.deal()
        self.dealer = [up]
        self.hands = [Hand([first, second], stake)]
        self.insurance = None
        self.phase = 'look'
        if game['dealerBlackjack'] == 'peek':
            self.dealer.append(shoe.deal())
        # Nothing is asked where nothing but to go on can be answered.
        if self.allowed() == ['go-on']:
            self.look()

    def natural(self):
        return len(self.hands) == 1 and is_blackjack(self.hands[0].cards)

    def hand(self):
        return next((hand for hand in self.hands if not hand.done), None)

    def allowed(self):
        game, up = self.game, value_of(self.dealer[0])
        if self.phase == 'ended':
            return []
        if self.phase == 'look':
            insured = ['insure'] if up == 11 and game['insurance'] != 'none' else []
            given_up = up >= 10 and game['surrender'] == 'early' and not self.natural()
            return ['go-on', *insured, *(['surrender'] if given_up else [])]
        hand = self.hand()
        if len(hand.cards) > 2:
            return ['stand', 'hit']
        values, split = [value_of(card) for card in hand.cards], len(self.hands) > 1
        if split and values[0] == 11 and not game['split']['hitAces']:
            return ['stand', 'split']
        on = game['double']['on']
        least = 0 if on == 'any-two' else int(on.split('-')[0])
        most = 21 if least == 0 else 11
        doubles = least <= total_of(hand.cards)[0] <= most and (not split or game['double']['afterSplit'])
        splits = values[0] == values[1] and len(self.hands) < self.most_hands(values[0])
        gives_up = not split and (game['surrender'] == 'late' or game['surrender'] == 'early' and up < 10)
        chosen = [('double', doubles), ('split', splits), ('surrender', gives_up)]
        return ['stand', 'hit', *(name for name, may in chosen if may)]

    def most_hands(self, value):
        rule = self.game['split']
        return min(2, rule['hands']) if value == 11 and not rule['acesAgain'] else rule['hands']

    def act(self, action):
        expect(action in self.allowed(), f"{action} is not allowed then")
        if action == 'insure':
            self.insurance = parts_of(self.stake, 2)
        if action in ('insure', 'go-on'):
            self.look()
            return
        hand = self.hand()
        if action == 'hit':
            self.card_to(hand)
        elif action == 'double':
            hand.stake *= 2
            self.card_to(hand)
            hand.doubled = True
        elif action == 'split':
            at = self.hands.index(hand)
            self.hands[at : at + 1] = [Hand([card], hand.stake) for card in hand.cards]
        hand.surrendered = action == 'surrender'
        hand.done = hand.done or action in ('stand', 'double', 'surrender')
        self.go_on()

    def look(self):
        """A blackjack that is seen on either side ends the round."""
        if self.natural() or self.game['dealerBlackjack'] == 'peek' and is_blackjack(self.dealer):
            self.finish()
        else:
            self.go_on()

    def card_to(self, hand):
        hand.cards.append(self.shoe.deal())
        hand.done = total_of(hand.cards)[0] >= 21

    def go_on(self):
        """Gives a half of a split its second card when its turn comes, and ends the round after the last hand."""
        self.phase = 'play'
        hand = self.hand()
        while hand and len(hand.cards) == 1:
            self.card_to(hand)
            aces = [card.rank == 'A' for card in hand.cards]
            if aces[0] and not self.game['split']['hitAces']:
                hand.done = not (aces[1] and len(self.hands) < self.most_hands(11))
            hand = self.hand()
        if not hand:
            self.finish()

    def finish(self):
        """The dealer draws if any hand depends on it."""
        if len(self.dealer) == 1:
            self.dealer.append(self.shoe.deal())
        open_hands = [hand for hand in self.hands if not hand.surrendered and total_of(hand.cards)[0] <= 21]
        while open_hands and not self.natural() and self.dealer_draws():
            self.dealer.append(self.shoe.deal())
        self.phase = 'ended'

    def dealer_draws(self):
        total, soft = total_of(self.dealer)
        return total < 17 or total == 17 and soft and self.game['dealerSoft17'] == 'hits'

    def payout_of(self, hand):
        game, natural = self.game, self.natural()
        if is_blackjack(self.dealer):
            if natural:
                return hand.stake
            if hand.surrendered and game['surrender'] == 'early':
                return parts_of(hand.stake, 2)
            original = self.stake if hand is self.hands[0] else 0
            return 0 if game['dealerBlackjack'] == 'takes-all' else hand.stake - original
        total, dealer = total_of(hand.cards)[0], total_of(self.dealer)[0]
        if hand.surrendered:
            return parts_of(hand.stake, 2)
        if natural:
            return hand.stake + win_of(hand.stake, game['blackjackPays'])
        if total > 21 or total < dealer <= 21:
            return 0
        return hand.stake if total == dealer else 2 * hand.stake


def blackjack(game, proof, numbers):
    table = Table(game, staked_in(proof['bets']), Shoe(numbers, decks=game['decks']))
    for action in proof.get('actions', []):
        table.act(action['kind'])
    expect(table.phase == 'ended', 'the round has not ended')
    hands = [record_of(hand, table.payout_of(hand)) for hand in table.hands]
    insured = 0
    if table.insurance and is_blackjack(table.dealer):
        insured = table.insurance + win_of(table.insurance, game['insurance'])
    payout = insured + sum(hand['payout'] for hand in hands)
    total, soft = total_of(table.dealer)
    staked = (table.insurance or 0) + sum(hand.stake for hand in table.hands)
    outcome = {
        'phase': 'ended',
        'stake': table.stake,
        'staked': staked,
        'dealer': {'cards': names(table.dealer), 'total': total, 'soft': soft},
        'hands': hands,
        # Of a round that goes on, the hand that is played.
        'active': None,
        'insurance': table.insurance,
        'payout': payout,
        'decks': game['decks'],
    }
    return Played(staked, payout, outcome)


def record_of(hand, payout):
    total, soft = total_of(hand.cards)
    marks = {name: True for name in ('doubled', 'surrendered') if getattr(hand, name)}
    return {
        'stake': hand.stake,
        'done': True,
        **marks,
        'payout': payout,
        'cards': names(hand.cards),
        'total': total,
        'soft': soft,
    }
