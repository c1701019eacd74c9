import { playRound, readRound, readWallet, settleRound } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

describe('play-round', () => {
  let casino: Casino;
  let playerId: string;
  let gameSessionId: string;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => {
    await casino.close();
  });

  beforeEach(async () => {
    playerId = await casino.player();
    ({ gameSessionId } = await casino.session(playerId));
  });

  afterEach(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  });

  /** The refusal's code, and that it left nothing behind. */
  async function refusal(work: () => Promise<unknown>): Promise<string> {
    const before = await casino.traces(playerId);
    const code = await work().then(
      () => 'none',
      (error: { code: string }) => error.code,
    );
    expect(await casino.traces(playerId)).toBe(before);
    return code;
  }

  describe('repeats', () => {
    it('answers the same key with the same round, and moves nothing again: a press plays one (RTS 8A)', async () => {
      const request = { playerId, gameSessionId, idempotencyKey: newId() };
      const first = await casino.play(request);
      for (let repeat = 0; repeat < 5; repeat += 1) expect(await casino.play(request)).toEqual(first);
      expect(await casino.stack.bus.ask(readWallet, { playerId })).toMatchObject({ version: 2 });
    });

    it('refuses the same key with another stake or in another session', async () => {
      const request = { playerId, gameSessionId, idempotencyKey: newId() };
      await casino.play(request);
      expect(await refusal(() => casino.play({ ...request, stake: gbp(200) }))).toBe(
        'idempotency_key_reused',
      );
      const other = await casino.session(playerId);
      const moved = { ...request, gameSessionId: other.gameSessionId };
      expect(await refusal(() => casino.play(moved))).toBe('idempotency_key_reused');
    });

    it('answers a repeat although its session was closed meanwhile', async () => {
      const request = { playerId, gameSessionId, idempotencyKey: newId() };
      const first = await casino.play(request);
      await casino.session(playerId);
      expect(await casino.play(request)).toEqual(first);
      const altered = { ...request, stake: gbp(200) };
      expect(await refusal(() => casino.play(altered))).toBe('idempotency_key_reused');
    });

    it('gives two players with the same key two rounds', async () => {
      const other = await casino.player();
      const session = await casino.session(other);
      const idempotencyKey = 'the-same-key';
      const mine = await casino.play({ playerId, gameSessionId, idempotencyKey });
      const theirs = await casino.play({
        playerId: other,
        gameSessionId: session.gameSessionId,
        idempotencyKey,
      });
      expect(theirs.roundId).not.toBe(mine.roundId);
    });

    it('shows a round at once to the player who has just played it', async () => {
      const { roundId, payout } = await casino.play({ playerId, gameSessionId });
      const round = await casino.stack.bus.ask(readRound, { playerId, roundId });
      expect(round).toMatchObject({ roundId, payout });
      expect(round).not.toHaveProperty('balance');
    });
  });

  describe('stakes', () => {
    it.each([
      ['18-24', 200, 201],
      ['25+', 500, 501],
    ] as const)('lets a player of %s stake %d and not %d', async (ageBand, most, above) => {
      casino.eligibility.set(playerId, { verified: true, ageBand });
      ({ gameSessionId } = await casino.session(playerId));
      const tooMuch = () => casino.play({ playerId, gameSessionId, stake: gbp(above) });
      expect(await refusal(tooMuch)).toBe('stake_above_cap');
      await casino.play({ playerId, gameSessionId, stake: gbp(most) });
    });

    it('raises the cap in the moment of the 25th birthday, not before (SI 2025/215)', async () => {
      const birthday = new Date(Date.now() + 3_600_000);
      casino.eligibility.set(playerId, {
        verified: true,
        ageBand: '18-24',
        ageBandUntil: birthday.toISOString(),
      });
      ({ gameSessionId } = await casino.session(playerId));
      casino.eligibility.set(playerId, { verified: true, ageBand: '25+' });
      const big = () => casino.play({ playerId, gameSessionId, stake: gbp(500) });
      expect(await refusal(big)).toBe('stake_above_cap');
      casino.shift(playerId, 3_600_000);
      await big();
      casino.shift(playerId, 3_600_000 + cycleMs);
      casino.eligibility.set(playerId, 'silent');
      await big();
    });

    it('keeps the lower cap while profile does not say that the band has changed', async () => {
      const ageBandUntil = new Date(Date.now() - 1000).toISOString();
      casino.eligibility.set(playerId, { verified: true, ageBand: '18-24', ageBandUntil });
      ({ gameSessionId } = await casino.session(playerId));
      casino.eligibility.set(playerId, 'silent');
      expect(await refusal(() => casino.play({ playerId, gameSessionId, stake: gbp(500) }))).toBe(
        'outcome_unknown',
      );
      await casino.play({ playerId, gameSessionId, stake: gbp(200) });
    });

    it.each([
      ['a stake between two on offer', { amount: 150, currency: 'GBP' }],
      ['a stake above all on offer', { amount: 600, currency: 'GBP' }],
      ['a currency on offer that is not the session’s', { amount: 100, currency: 'EUR' }],
      ['a currency nobody offers', { amount: 100, currency: 'JPY' }],
    ] as const)('refuses %s', async (_, stake) => {
      expect(await refusal(() => casino.play({ playerId, gameSessionId, stake: { ...stake } }))).toBe(
        'stake_not_offered',
      );
    });

    it('refuses a stake beside that of the round: the cap of a slot is held against all of it (SI 2025/215)', async () => {
      const beside = { bets: [{ kind: 'ante', amount: 100 }] };
      expect(await refusal(() => casino.play({ playerId, gameSessionId, ...beside }))).toBe(
        'bets_not_accepted',
      );
      casino.eligibility.set(playerId, { verified: true, ageBand: '18-24' });
      ({ gameSessionId } = await casino.session(playerId));
      const split = {
        stake: gbp(200),
        bets: [
          { kind: 'line', amount: 200 },
          { kind: 'side', amount: 100 },
        ],
      };
      expect(await refusal(() => casino.play({ playerId, gameSessionId, ...split }))).toBe(
        'bets_not_accepted',
      );
    });

    it('refuses a stake the balance does not cover', async () => {
      const poor = await casino.player(99);
      const session = await casino.session(poor);
      const stake = () => casino.play({ playerId: poor, gameSessionId: session.gameSessionId });
      expect(await refusal(stake)).toBe('insufficient_funds');
    });

    it.each([
      ['a float', { stake: gbp(1.5) }, 'stake.amount'],
      ['nothing', { stake: gbp(0) }, 'stake.amount'],
      ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
      ['a key with a blank', { idempotencyKey: 'not a good key' }, 'idempotencyKey'],
      ['an unknown member', { outcome: {} }, 'outcome'],
    ])('refuses %s by field', async (_, fault, field) => {
      const refused = casino.play({ playerId, gameSessionId, ...fault });
      await expect(refused).rejects.toMatchObject({ code: 'invalid_request', field });
    });
  });

  describe('pace', () => {
    it('refuses a start before the cycle is over, says how long to wait, and takes it then (RTS 14D)', async () => {
      const start = Date.now();
      const first = await casino.play({ playerId, gameSessionId });
      expect(Date.parse(first.nextRoundAt)).toBeGreaterThanOrEqual(start + cycleMs);
      const early = await casino.play({ playerId, gameSessionId }).catch((error: unknown) => error);
      expect(early).toMatchObject({ code: 'round_too_soon', retry: true });
      const { retryAfterMs } = early as { retryAfterMs: number };
      expect(retryAfterMs).toBeGreaterThan(0);
      expect(retryAfterMs).toBeLessThanOrEqual(cycleMs);
      casino.shift(playerId, retryAfterMs);
      await casino.play({ playerId, gameSessionId });
    });

    it.each([
      ['turbo', true],
      ['quickSpin', true],
      ['skip', 'animation'],
      ['speed', 'fast'],
      ['minimumCycleMs', 0],
      ['startedAt', '2020-01-01T00:00:00.000Z'],
    ])(
      'takes no %s, which would shorten a round, and its cycle holds after it (RTS 14E)',
      async (name, value) => {
        const hurry = () => casino.play({ playerId, gameSessionId, [name]: value });
        expect(await refusal(hurry)).toBe('invalid_request');
        await casino.play({ playerId, gameSessionId });
        expect(await refusal(hurry)).toBe('invalid_request');
        expect(await refusal(() => casino.play({ playerId, gameSessionId }))).toBe('round_too_soon');
        casino.shift(playerId, cycleMs);
        await casino.play({ playerId, gameSessionId });
      },
    );

    it('takes one of eight rounds that are started at once', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, () => casino.play({ playerId, gameSessionId })),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const codes = results.flatMap((result) =>
        result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
      );
      expect(codes.filter((code) => code !== 'round_open' && code !== 'round_too_soon')).toEqual([]);
      expect(await casino.stack.bus.ask(readWallet, { playerId })).toMatchObject({ version: 2 });
    });
  });

  describe('sessions', () => {
    it('refuses the session of another player and one that never was', async () => {
      const other = await casino.player();
      const foreign = () => casino.play({ playerId: other, gameSessionId });
      expect(await refusal(foreign)).toBe('not_found');
      expect(await refusal(() => casino.play({ playerId, gameSessionId: newId() }))).toBe('not_found');
    });

    it('refuses a session that another one has closed', async () => {
      const second = await casino.session(playerId);
      expect(await refusal(() => casino.play({ playerId, gameSessionId }))).toBe('session_closed');
      await casino.play({ playerId, gameSessionId: second.gameSessionId });
    });
  });

  describe('dry run', () => {
    it('passes by the same checks without an outcome and without a trace', async () => {
      const before = await casino.traces(playerId);
      const answer = await casino.play({ playerId, gameSessionId, dryRun: true });
      expect(answer).toMatchObject({ payout: gbp(0), outcome: {}, balance: gbp(99_900) });
      expect(await casino.traces(playerId)).toBe(before);
      await casino.play({ playerId, gameSessionId });
    });

    it('says why a stake would not pass', async () => {
      const dry = (stake: number) =>
        casino.play({ playerId, gameSessionId, stake: gbp(stake), dryRun: true });
      await expect(dry(501)).rejects.toMatchObject({ code: 'stake_above_cap' });
      await expect(dry(150)).rejects.toMatchObject({ code: 'stake_not_offered' });
      await casino.play({ playerId, gameSessionId });
      await expect(dry(100)).rejects.toMatchObject({ code: 'round_too_soon' });
      await casino.session(playerId);
      await expect(dry(100)).rejects.toMatchObject({ code: 'session_closed' });
    });

    it('does not even tell the outcome of a round that was played', async () => {
      const request = { playerId, gameSessionId, idempotencyKey: newId() };
      await casino.play(request);
      const answer = await casino.play({ ...request, dryRun: true });
      expect(answer).toMatchObject({ payout: gbp(0), outcome: {} });
    });
  });

  it('declares every refusal that a player can meet', () => {
    const all = [...playRound.errors, ...settleRound.errors];
    for (const code of ['not_found', 'session_closed', 'round_open', 'round_too_soon'])
      expect(all).toContain(code);
  });
});

const cycleMs = 2500;
