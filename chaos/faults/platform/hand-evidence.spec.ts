import { type RoundProof } from '@croupier/contracts';
import { canonicalJson } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { provenSpin } from '../../../libs/game-maths/test/proven-round.js';
import { type Evidence, roundFaults } from './hand-evidence.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const { definition, ...spin } = provenSpin();
const payout = spin.payout.amount;
const proof = { ...spin, gameId: 'russet-orchard', stake: gbp(100), payout: gbp(payout) } as RoundProof;
const recordedAt = '2026-11-29T12:00:00.000Z';
const round = {
  ...{
    roundId: proof.roundId,
    gameSessionId: proof.roundId,
    gameId: 'russet-orchard',
    settledAt: recordedAt,
  },
  ...{ stake: gbp(100), payout: gbp(payout), netWin: gbp(payout - 100), outcome: proof.outcome },
};
const whole: Evidence = {
  ...{
    roundId: proof.roundId,
    playerId: proof.roundId,
    gameId: 'russet-orchard',
    key: 'a-key-of-it',
    cuts: [],
  },
  ...{ end: 'settled', round, proof },
  shown: { end: canonicalJson([proof.outcome, payout, 0]) },
  ledger: [{ kind: 'round', cash: payout - 100, recordedAt }],
  uninterrupted: { stake: 100, payout },
};
const { round: _round, proof: _proof, uninterrupted: _uninterrupted, ...asked } = whole;
const unplayed: Evidence = { ...asked, end: 'not played', shown: {}, ledger: [] };
const staked = { kind: 'stake', cash: -100, recordedAt };

const rows: [string, Evidence, RegExp][] = [
  [
    'paid another amount where nothing broke',
    { ...whole, uninterrupted: { stake: 100, payout: payout + 1 } },
    /where nothing broke/,
  ],
  [
    'staked another amount where nothing broke',
    { ...whole, uninterrupted: { stake: 200, payout } },
    /where nothing broke/,
  ],
  ['moved a penny more', { ...whole, ledger: [{ kind: 'round', cash: payout - 99, recordedAt }] }, /moved/],
  [
    'has two ends',
    { ...whole, ledger: [...whole.ledger, { kind: 'settlement', cash: 0, recordedAt }] },
    /2 ends/,
  ],
  [
    'was shown with another end',
    { ...whole, shown: { end: canonicalJson([proof.outcome, payout + 1, 0]) } },
    /another end/,
  ],
  ['was drawn from another seed', { ...whole, proof: { ...proof, clientSeed: 'eight owls' } }, /draws/],
  [
    'pays what its proof does not say',
    { ...whole, proof: { ...proof, payout: gbp(payout + 1) } },
    /its proof says/,
  ],
  ['was not played, and its stake is kept', { ...unplayed, ledger: [staked] }, /keeps 100 of it/],
  ['was shown, and was not played', { ...unplayed, shown: { '0': '[]' } }, /was shown/],
];

describe('the evidence of a round', () => {
  it('holds where all is the same, and where nothing was played and every stake is back', () => {
    expect(roundFaults(whole, definition)).toEqual([]);
    const back = [staked, { kind: 'rollback', cash: 100, recordedAt }];
    expect(roundFaults({ ...unplayed, ledger: back }, undefined)).toEqual([]);
  });

  it.each(rows)('does not hold where it %s', (_, evidence, fault) => {
    expect(roundFaults(evidence, definition).join()).toMatch(fault);
  });
});
