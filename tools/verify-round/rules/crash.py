"""Crash: where the curve ends, and when it was left."""

from fractions import Fraction

from .draws import Played, expect, parts_of


def crash(game, proof, numbers):
    """The multiple is the part of grid * (1 - edge) / U, U even in (0, 1], in digits until they decide it."""
    grid, maximum, base = game['grid'], game['maximum'], 2**32
    first, scale = 0, 1
    while True:
        first, scale = first * base + numbers.below(base), scale * base
        top = grid * (1 - Fraction(game['edge'])) * scale
        least = min(maximum, top // (first + 1))
        if least == (min(maximum, -(-top // first) - 1) if first else maximum):
            break
    (bet,) = proof['bets']
    stop_at = bet['numbers'][0] if bet['numbers'] else maximum
    # What never flew has ended at once, and is lost.
    cash_outs = [stop_at] if least < grid else []
    expect(least < grid or len(proof['actions']) == 1, 'the round has to end by one action')
    for action in proof.get('actions', []):
        by_hand = action['kind'] == 'cash-out'
        cash_outs = [min(stop_at, multiple_at(game, action['elapsedMs'])) if by_hand else stop_at]
    cashed = next((multiple for multiple in cash_outs if multiple <= least), None)
    payout = parts_of(bet['amount'], grid) * (cashed or 0)
    outcome = {'stake': bet['amount'], 'stopAt': stop_at, 'crashAt': least, 'cashedAt': cashed, 'payout': payout}
    return Played(bet['amount'], payout, outcome)


def multiple_at(game, elapsed):
    """The curve, linear between its points and rounded down."""
    for start, end in zip(game['growth'], game['growth'][1:]):
        if elapsed < end['elapsedMs']:
            rise, run = end['multiple'] - start['multiple'], end['elapsedMs'] - start['elapsedMs']
            return start['multiple'] + (elapsed - start['elapsedMs']) * rise // run
    return game['maximum']
