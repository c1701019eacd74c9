import { type PlayRound, readWallet } from '@croupier/contracts';
import { type Draw, parseRouletteDefinition, replayRoulette, type RouletteBet } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Catalogue } from '../catalogue/catalogue.service.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const cycleMs = 5000;
const red = { kind: 'red' as const, amount: 100 };

describe('play-round of a roulette', () => {
  let casino: Casino;
  let playerId: string;
  let gameSessionId: string;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  beforeEach(async () => {
    playerId = await casino.player();
    ({ gameSessionId } = await casino.session(playerId, 'saltmarsh-roulette'));
  });

  const play = (bets: PlayRound['bets'], changes: Partial<PlayRound> = {}) => {
    const total = (bets ?? []).reduce((sum, { amount }) => sum + amount, 0);
    const stake = gbp(Math.max(1, total));
    return casino.play({ playerId, gameSessionId, stake, ...(bets ? { bets } : {}), ...changes });
  };

  it('opens with the cycle and the most of the game, whatever the age of the player', async () => {
    casino.eligibility.set(playerId, { verified: true, ageBand: '18-24' });
    const session = await casino.session(playerId, 'saltmarsh-roulette');
    expect(session).toMatchObject({ stakeCap: gbp(10_000), minimumCycleMs: cycleMs });
    const { gameSessionId } = session;
    expect((await play([{ kind: 'low', amount: 10_000 }], { gameSessionId })).stake).toEqual(gbp(10_000));
  });

  it('settles every bet by one pocket that its draw derives again, to the penny', async () => {
    const game = casino.games.app.get(Catalogue, { strict: false }).get('saltmarsh-roulette');
    if (game.kind !== 'roulette') throw new Error('Saltmarsh Roulette is a roulette');
    const bets = [
      { kind: 'straight' as const, numbers: [17], amount: 50 },
      { kind: 'split' as const, numbers: [20, 17], amount: 20 },
      { kind: 'dozen' as const, numbers: [24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13], amount: 100 },
      red,
      red,
    ];
    let cash = 100_000;
    for (let round = 1; round <= 60; round += 1) {
      casino.shift(playerId, round * cycleMs);
      const played = await play(bets);
      const sealed = played.outcome['bets'] as (RouletteBet & { payout: number; edge: string })[];
      expect(sealed.map(({ edge }) => edge)).toEqual(['1/37', '1/37', '1/37', '1/37']);
      expect(sealed.find(({ kind }) => kind === 'red')?.amount).toBe(200);
      const derived = replayRoulette(
        parseRouletteDefinition(game.definition),
        sealed,
        played.outcome['draws'] as Draw[],
      );
      expect(derived).toMatchObject({
        stake: 370,
        payout: played.payout.amount,
        pocket: played.outcome['pocket'],
      });
      expect(played.outcome['definitionHash']).toBe(game.hash);
      cash += played.netWin.amount;
      expect(played.balance).toEqual(gbp(cash));
    }
    expect((await casino.stack.bus.ask(readWallet, { playerId })).cash).toEqual(gbp(cash));
  });

  it.each<[string, PlayRound['bets'], Partial<PlayRound>, string]>([
    ['no bets', undefined, {}, 'bets'],
    ['an empty list', [], {}, 'bets'],
    ['numbers that lie apart', [{ kind: 'split', numbers: [1, 36], amount: 100 }], {}, 'bets.0'],
    ['a bet of another layout', [red, { kind: 'five-number', amount: 100 }], {}, 'bets.1'],
    ['less than the least', [{ kind: 'red', amount: 5 }], {}, 'bets.0'],
    ['more than the most', [{ kind: 'straight', numbers: [0], amount: 1010 }], {}, 'bets.0'],
    [
      'more than the most of a round',
      [
        { kind: 'red', amount: 6000 },
        { kind: 'odd', amount: 6000 },
      ],
      {},
      'bets',
    ],
    ['another sum', [red], { stake: gbp(200) }, 'stake.amount'],
    ['another currency', [red], { stake: { amount: 100, currency: 'EUR' } }, 'bets'],
  ])('refuses %s and moves nothing', async (_, bets, changes, field) => {
    const before = await casino.traces(playerId);
    await expect(play(bets, changes)).rejects.toMatchObject({ code: 'bets_not_accepted', field });
    expect(await casino.traces(playerId)).toBe(before);
  });

  it('refuses bets in a slot', async () => {
    const slot = await casino.session(playerId, 'lamplight-ledger');
    const refused = play([red], { gameSessionId: slot.gameSessionId });
    await expect(refused).rejects.toMatchObject({ code: 'bets_not_accepted', field: 'bets' });
  });

  it('waits five seconds from one start to the next', async () => {
    casino.shift(playerId, 1);
    await play([red]);
    casino.shift(playerId, 2500);
    await expect(play([red])).rejects.toMatchObject({ code: 'round_too_soon' });
    casino.shift(playerId, 1 + cycleMs);
    await play([red]);
  });

  it('answers the same key with the same pocket, and refuses it with other bets of the same sum', async () => {
    const idempotencyKey = newId();
    const first = await play([red], { idempotencyKey });
    expect(await play([red], { idempotencyKey })).toEqual(first);
    const other = play([{ kind: 'black', amount: 100 }], { idempotencyKey });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await casino.session(playerId);
    expect(await play([red], { idempotencyKey })).toEqual(first);
    const late = play([{ kind: 'black', amount: 100 }], { idempotencyKey });
    await expect(late).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('only says whether the bets would pass', async () => {
    const before = await casino.traces(playerId);
    expect(await play([red], { dryRun: true })).toMatchObject({ stake: gbp(100), outcome: {} });
    expect(await casino.traces(playerId)).toBe(before);
  });
});
