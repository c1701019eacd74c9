import { type PlayRound, readGame, readProof } from '@croupier/contracts';
import { type Draw, parseBaccaratDefinition, parseDiceDefinition, replayDice } from '@croupier/game-maths';
import { type BaccaratBet, type DiceBet, replayBaccarat } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Catalogue } from '../catalogue/catalogue.service.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const cycleMs = 5000;

describe('play-round of a table', () => {
  let casino: Casino;
  let playerId: string;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  beforeEach(async () => {
    playerId = await casino.player();
  });

  const sit = async (gameId: string) => {
    const { gameSessionId } = await casino.session(playerId, gameId);
    return (bets: PlayRound['bets'], changes: Partial<PlayRound> = {}) => {
      const total = (bets ?? []).reduce((sum, { amount }) => sum + amount, 0);
      return casino.play({ playerId, gameSessionId, stake: gbp(Math.max(1, total)), bets, ...changes });
    };
  };
  const definitionOf = (gameId: string): object =>
    casino.games.app.get(Catalogue, { strict: false }).get(gameId).definition;

  it('deals a coup of baccarat that its draws derive again, to the penny', async () => {
    const play = await sit('heron-baccarat');
    const definition = parseBaccaratDefinition(definitionOf('heron-baccarat'));
    let cash = 100_000;
    for (let round = 1; round <= 25; round += 1) {
      casino.shift(playerId, round * cycleMs);
      const played = await play([
        { kind: 'banker', amount: 100 },
        { kind: 'tie', amount: 20 },
        { kind: 'either-pair', numbers: [], amount: 20 },
        { kind: 'banker', amount: 100 },
      ]);
      const { bets, draws, ...drawn } = played.outcome as { bets: (BaccaratBet & { edge: string })[] } & {
        draws: Draw[];
      };
      expect(bets.map(({ kind, amount }) => [kind, amount])).toEqual([
        ['banker', 200],
        ['tie', 20],
        ['either-pair', 20],
      ]);
      expect(bets.every(({ edge }) => /^\d+\/\d+$/.test(edge))).toBe(true);
      const derived = replayBaccarat(definition, bets, draws);
      const { player, banker, winner } = derived;
      expect(drawn).toMatchObject({ player, banker, winner });
      expect(played).toMatchObject({ stake: gbp(240), payout: gbp(derived.payout) });
      cash += played.netWin.amount;
      expect(played.balance).toEqual(gbp(cash));
    }
  });

  it('rolls one number, and wins on as many as the player chose', async () => {
    const play = await sit('tideline-dice');
    const definition = parseDiceDefinition(definitionOf('tideline-dice'));
    for (let round = 1; round <= 10; round += 1) {
      casino.shift(playerId, round * cycleMs);
      const played = await play([{ kind: 'over', numbers: [4900], amount: 200 }]);
      const { bets, draws, outcome } = played.outcome as { bets: DiceBet[]; draws: Draw[]; outcome: number };
      expect(played.payout.amount).toBe(outcome >= 5100 ? 404 : 0);
      expect(replayDice(definition, bets, draws)).toMatchObject({ outcome, payout: played.payout.amount });
    }
  });

  it.each<[string, string, PlayRound['bets'], string]>([
    ['a bet of another game', 'heron-baccarat', [{ kind: 'red', amount: 100 }], 'bets.0'],
    ['a name that is of no bet', 'heron-baccarat', [{ kind: 'constructor', amount: 100 }], 'bets.0'],
    ['numbers where there are none', 'heron-baccarat', [{ kind: 'tie', numbers: [1], amount: 20 }], 'bets.0'],
    ['what cannot be paid whole', 'heron-baccarat', [{ kind: 'banker', amount: 30 }], 'bets.0'],
    [
      'a target that is not offered',
      'tideline-dice',
      [{ kind: 'under', numbers: [1], amount: 100 }],
      'bets.0',
    ],
    ['no target', 'tideline-dice', [{ kind: 'under', amount: 100 }], 'bets.0'],
    ['no bets', 'tideline-dice', undefined, 'bets'],
  ])('refuses %s at %s and moves nothing', async (_, gameId, bets, field) => {
    const play = await sit(gameId);
    const before = await casino.traces(playerId);
    await expect(play(bets)).rejects.toMatchObject({ code: 'bets_not_accepted', field });
    expect(await casino.traces(playerId)).toBe(before);
  });

  it('waits five seconds (RTS 14G), and is not capped by the law of slots', async () => {
    casino.eligibility.set(playerId, { verified: true, ageBand: '18-24' });
    const play = await sit('heron-baccarat');
    expect((await play([{ kind: 'player', amount: 10_000 }])).stake).toEqual(gbp(10_000));
    casino.shift(playerId, 2500);
    await expect(play([{ kind: 'player', amount: 20 }])).rejects.toMatchObject({ code: 'round_too_soon' });
  });

  it('answers the same key with the same cards, and proves them with their bets', async () => {
    const play = await sit('heron-baccarat');
    const idempotencyKey = newId();
    const bets = [{ kind: 'player', amount: 100 }];
    const first = await play(bets, { idempotencyKey });
    expect(await play(bets, { idempotencyKey })).toEqual(first);
    const other = play([{ kind: 'banker', amount: 100 }], { idempotencyKey });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    const proof = await casino.stack.bus.ask(readProof, { playerId, roundId: first.roundId });
    expect(proof.bets).toEqual([{ kind: 'player', numbers: [], amount: 100 }]);
  });

  it('seals where a round was asked for into it, where that is told', async () => {
    const play = await sit('tideline-dice');
    const channels: unknown[] = [];
    for (const channel of ['web', 'api', undefined] as const) {
      casino.shift(playerId, channels.length * cycleMs);
      const bets = [{ kind: 'over', numbers: [4900], amount: 100 }];
      channels.push((await play(bets, channel ? { channel } : {})).outcome['channel']);
    }
    expect(channels).toEqual(['web', 'api', undefined]);
  });

  it('shows what each bet exactly returns', async () => {
    const { kind, returns, returnToPlayer, minimumCycleMs } = await casino.stack.bus.ask(readGame, {
      gameId: 'heron-baccarat',
    });
    expect({ kind, minimumCycleMs, ratio: returnToPlayer.ratio }).toEqual({
      ...{ kind: 'baccarat', minimumCycleMs: cycleMs, ratio: '0.85640371' },
    });
    expect(returns?.find(({ bet }) => bet === 'banker')).toMatchObject({ ratio: '0.98942094' });
  });
});
