import { generateKeyPairSync } from 'node:crypto';
import {
  approveWithdrawal,
  blockPlayer,
  listRounds,
  listSessions,
  placeStake,
  readWallet,
  settleRound,
} from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { ActorGuard, UnprovenActor, type UnprovenReason } from './actor-guard.js';
import { keyIdOf, ProofReader } from './actor-proof.js';
import { ActorSigner } from './actor-signer.js';

const ada = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
const bob = '01a20a46-f71b-7904-908a-daa2e0b5fc69';
const clock = { now: () => new Date(Date.UTC(2026, 10, 28)) };
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = new ActorSigner(privateKey, clock);
const guard = new ActorGuard(new ProofReader(new Map([[keyIdOf(publicKey), publicKey]]), clock));

/** Who is let act, or why nobody is. */
function verdict(ask: { subject: string }, proof: string, body: unknown, actor = `player:${ada}`): string {
  try {
    return guard.of(ask.subject)({ actor, proof }, body).actor;
  } catch (error) {
    if (!(error instanceof UnprovenActor)) throw error;
    expect(error).toMatchObject({ code: 'actor_not_proven', kind: 'forbidden', retry: false });
    return error.reason;
  }
}

const player = (id: string, audience: string): string => signer.proofFor(`player:${id}`, audience);
const staff = (id: string, audience: string): string => signer.proofFor(`staff:${id}`, audience);

describe('the guard', () => {
  it.each<[string, { subject: string }, string, unknown, string]>([
    ['a player of own money', settleRound, player(ada, 'wallet'), { playerId: ada }, `player:${ada}`],
    ['a player through games', settleRound, player(ada, 'games'), { playerId: ada }, `player:${ada}`],
    ['a player of own rounds', listRounds, player(ada, 'games'), { playerId: ada }, `player:${ada}`],
    ['the staff of anybody', listRounds, staff(bob, 'games'), { playerId: ada }, `staff:${bob}`],
    ['the staff', listSessions, staff(bob, 'identity'), { playerId: ada }, `staff:${bob}`],
    ['the staff in own name', approveWithdrawal, staff(bob, 'payments'), { staffId: bob }, `staff:${bob}`],
    [
      'the staff as actor',
      blockPlayer,
      staff(bob, 'safer-gambling'),
      { actor: `staff:${bob}` },
      `staff:${bob}`,
    ],
    ['the staff where nobody must', readWallet, staff(bob, 'wallet'), { playerId: ada }, `staff:${bob}`],
    ['a player where nobody must', readWallet, player(ada, 'wallet'), { playerId: ada }, `player:${ada}`],
    ['a rehearsal of nobody', placeStake, '', { playerId: ada, dryRun: true }, 'unproven'],
    ['a service by itself', readWallet, '', { playerId: ada }, 'unproven'],
    ['a service with a proof for another', readWallet, player(ada, 'live'), { playerId: bob }, 'unproven'],
  ])('lets act: %s', (_, ask, proof, body, actor) => {
    expect(verdict(ask, proof, body)).toBe(actor);
  });

  it.each<[string, { subject: string }, string, unknown, UnprovenReason]>([
    ['a name without a proof', settleRound, '', { playerId: ada }, 'missing'],
    ['a player for another', settleRound, player(bob, 'wallet'), { playerId: ada }, 'other_player'],
    [
      'a player for another, where nobody must',
      readWallet,
      player(bob, 'wallet'),
      { playerId: ada },
      'other_player',
    ],
    [
      'a player who rehearses for another',
      placeStake,
      player(bob, 'live'),
      { playerId: ada, dryRun: true },
      'other_player',
    ],
    ['a player of nobody', settleRound, player(ada, 'wallet'), {}, 'other_player'],
    ['a player with a list', settleRound, player(ada, 'wallet'), [ada], 'other_player'],
    ['a player with nothing', settleRound, player(ada, 'wallet'), null, 'other_player'],
    ['a player as a list', settleRound, player(ada, 'wallet'), { playerId: [ada] }, 'other_player'],
    ['a stake that only looks rehearsed', placeStake, '', { playerId: ada, dryRun: 'true' }, 'missing'],
    [
      'what was proven to analytics',
      settleRound,
      player(ada, 'analytics'),
      { playerId: ada },
      'wrong_audience',
    ],
    [
      'what was proven to the gateway',
      settleRound,
      player(ada, 'gateway'),
      { playerId: ada },
      'wrong_audience',
    ],
    ['a player at the desk', listSessions, player(ada, 'identity'), { playerId: ada }, 'wrong_kind'],
    ['the staff at the table', settleRound, staff(bob, 'wallet'), { playerId: ada }, 'wrong_kind'],
    ['the staff in another name', approveWithdrawal, staff(bob, 'payments'), { staffId: ada }, 'other_staff'],
    [
      'the staff as another actor',
      blockPlayer,
      staff(bob, 'safer-gambling'),
      { actor: `staff:${ada}` },
      'other_staff',
    ],
    ['a word that is no proof', readWallet, 'believe me', { playerId: ada }, 'malformed'],
  ])('refuses: %s', (_, ask, proof, body, reason) => {
    expect(verdict(ask, proof, body)).toBe(reason);
  });

  it('calls nobody a player or of the staff who is not proven to be, and takes other names as they are', () => {
    const names = [`player:${ada}`, 'staff:grace', 'system:games', 'anonymous', ''];
    const called = names.map((name) => verdict(readWallet, '', {}, name));
    expect(called).toEqual(['unproven', 'unproven', 'system:games', 'anonymous', 'unknown']);
  });

  it('guards no subject that nobody declared', () => {
    expect(() => guard.of('rpc.wallet.print-money.v1')).toThrow('not in the catalogue');
  });
});
