"""Craps: rolls of two dice until no bet lies."""

from .draws import Played, expect, staked_in, win_of

POINTS = (4, 5, 6, 8, 9, 10)


def craps(game, proof, numbers):
    """Rolls of two dice, with what players add and take down between them, until no bet lies."""
    point = 0
    lying, settled, rolls = merged(proof['bets'], point), [], []
    staked = staked_in(lying)
    for action in proof.get('actions', []):
        expect(lying, 'the round had ended')
        if action['kind'] == 'bet':
            staked += staked_in(action['bets'])
            lying = merged(lying + action['bets'], point)
        elif action['kind'] == 'take-down':
            taken = merged(action['bets'], point)
            expect(len(taken) == 1 and taken[0] in lying, 'nothing such lies')
            lying.remove(taken[0])
            settled.append({**taken[0], 'payout': taken[0]['amount']})
        else:
            expect(action['kind'] == 'roll', f"nobody can {action['kind']}")
            dice = [numbers.below(6) + 1, numbers.below(6) + 1]
            lying, done = after_roll(game, lying, {'dice': dice, 'point': point})
            rolls.append({'dice': dice, 'point': point, 'settled': done})
            settled += done
            total = sum(dice)
            point = (total if total in POINTS else 0) if point == 0 else 0 if total in (point, 7) else point
    expect(not lying, 'bets lie still')
    returned = sum(bet['payout'] for bet in settled)
    return Played(staked, returned, {'point': point, 'lying': [], 'rolls': rolls, 'returned': returned})


def merged(bets, point):
    """Bets by their place, those on one place as one; odds behind the line lie on its point."""
    places = {}
    for bet in bets:
        behind = bet['kind'] in ('pass-odds', 'dont-pass-odds') and not bet.get('numbers')
        at = [point] if behind else bet.get('numbers', [])
        key = bet['kind'], *at
        before = places.get(key, {'amount': 0})
        places[key] = {'kind': bet['kind'], 'numbers': at, 'amount': before['amount'] + bet['amount']}
    return list(places.values())


def after_roll(game, lying, roll):
    """What lies after a roll, and what it has settled."""
    stay, done = [], []
    for bet in lying:
        fate = craps_fate(game, (bet['kind'], bet['numbers']), roll['dice'], roll['point'])
        if fate == 'stays':
            stay.append(bet)
        elif isinstance(fate, int):
            stay.append({**bet, 'numbers': [fate]})
        else:
            back = 0 if fate == 'loses' else bet['amount']
            won = 0 if fate in ('loses', 'back') else win_of(bet['amount'], fate)
            done.append({**bet, 'payout': back + won})
    return stay, done


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
