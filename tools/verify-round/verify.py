#!/usr/bin/env python3
"""Derives rounds again from their proofs: the rule of docs/fairness.md a second time, in another language.

Shares no code with the platform and plays every kind of game that it serves, each by its file in the folder rules.
Python 3.8 or later, its standard library.

  python3 tools/verify-round/verify.py PROOF.json
  npm run -s games -- proofs GAME.json | python3 tools/verify-round/verify.py --lines - --definition GAME.json
"""

import argparse
import hashlib
import json
import sys

from rules import PLAYED
from rules.draws import Fault, Numbers, canonical, canonical_hash, expect

MOST_SHOWN = 10


def verify(proof, game, game_hash):
    """Raises Fault unless the proof is that of a fair round of the game."""
    seed = bytes.fromhex(proof.get('serverSeed', ''))
    expect(len(seed) == 32, 'the server has not shown its seed yet')
    expect(hashlib.sha256(seed).hexdigest() == proof['serverSeedHash'], 'the seed is not the one that was committed to')
    expect(game_hash == proof['definitionHash'], f'the definition has the hash {game_hash}')
    numbers = Numbers(seed, f"{proof['clientSeed']}:{proof['roundId']}:{proof['refusals']}:")
    kind = game.get('kind', 'slot')
    expect(kind in PLAYED, f'{kind} is not played here')
    played = PLAYED[kind](game, proof, numbers)
    expect(numbers.draws == proof['outcome']['draws'], 'the draws are not those of the seeds')
    for name, value in played.outcome.items():
        # A member without a value is not in the record at all.
        same = canonical(value) == canonical(proof['outcome'][name]) if name in proof['outcome'] else value is None
        expect(same, f'{name} has to be {json.dumps(value)}')
    expect(played.staked == proof['stake']['amount'], f'the bets come to {played.staked}')
    paid = proof['payout']['amount']
    expect(played.payout == paid, f'was paid {paid} and had to be paid {played.payout}')


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
            except (Fault, KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
                broken += 1
                if broken <= MOST_SHOWN:
                    print(f"✗ {proof.get('roundId')}: {error if isinstance(error, Fault) else repr(error)}")
            staked += proof['stake']['amount']
            paid += proof['payout']['amount']
    print(f"{'✓' if broken == 0 < rounds else '✗'} {rounds} rounds, {broken} that do not hold; staked {staked}, paid {paid}")
    return 0 if broken == 0 < rounds else 1


if __name__ == '__main__':
    sys.exit(main())
