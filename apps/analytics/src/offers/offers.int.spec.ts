import {
  checkAccess,
  type EligibleProgramme,
  type GameSummary,
  listEligibleProgrammes,
  listGames,
  listOffers,
  type OfferList,
  readSettings,
  readSpending,
} from '@croupier/contracts';
import { dateAt, newId, startOf } from '@croupier/kernel';
import { Neighbours } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gbp, TestPlayer } from '../../test/facts.js';
import { Newsroom } from '../../test/newsroom.js';

const returnToPlayer = { ratio: '0.95000000', numerator: '19', denominator: '20', basis: 'exact' };
const game = (gameId: string): GameSummary => ({
  gameId,
  name: `Game ${gameId}`,
  kind: 'slot',
  returnToPlayer,
});

const programme: EligibleProgramme = {
  ...{
    programmeId: 'opening-night',
    version: 3,
    kind: 'free_rounds',
    title: 'Opening Night',
    summary: 'Free rounds.',
  },
  freeRounds: { gameId: 'slot-a', rounds: 20, stake: gbp(10) },
  ...{ wageringHundredths: 500, defaultWeightBasisPoints: 0, gameWeights: [], maximumStake: gbp(100) },
  ...{ expiresAfterDays: 7, terms: [] },
};

describe('list-offers', () => {
  let newsroom: Newsroom;
  let neighbours: Neighbours;
  const player = new TestPlayer();
  const loser = new TestPlayer();

  beforeAll(async () => {
    newsroom = await Newsroom.open();
    neighbours = new Neighbours(newsroom.stack);
    const noon = new Date(startOf(dateAt(new Date())).getTime() + 12 * 3_600_000).toISOString();
    const rounds = Array.from({ length: 12 }, () =>
      player.played(noon, { gameId: 'slot-a', stake: 10, payout: 0 }),
    );
    await newsroom.report(
      ...rounds,
      player.played(noon, { gameId: 'slot-b', stake: 10, payout: 0 }),
      loser.played(noon, { gameId: 'slot-a', stake: 60_000, payout: 0 }),
    );
  });

  beforeEach(async () => {
    await neighbours.answer(checkAccess, { allowed: true, reasons: [] });
    await neighbours.answer(readSettings, {
      marketingByEmail: true,
      marketingBySms: false,
      realityCheckMinutes: 60,
    });
    await neighbours.answer(readSpending, { revision: 0, limits: [], blocks: [], periods: [] });
    await neighbours.answer(listGames, { data: ['slot-a', 'slot-b', 'slot-c'].map(game) });
    await neighbours.answer(listEligibleProgrammes, { data: [programme] });
  });

  afterAll(async () => {
    await neighbours.close();
    await newsroom.close();
  });

  const offers = (playerId = player.playerId, limit?: number): Promise<OfferList> =>
    newsroom.stack.bus.ask(listOffers, { playerId, ...(limit ? { limit } : {}) });

  it('ranks what the player plays, what is open to the player and something new, each with its reason', async () => {
    const list = await offers();
    expect(list.offers.map(({ kind, reference, why }) => [kind, reference, why])).toEqual([
      ['game', 'slot-a', 'You played 12 rounds of it in the last 30 days.'],
      [
        'programme',
        'opening-night',
        expect.stringMatching(/^You can opt in to it now, and 92 of 100 rounds/),
      ],
      ['game', 'slot-c', 'You have not played it in the last 90 days.'],
      ['game', 'slot-b', 'You played 1 round of it in the last 30 days.'],
    ]);
    expect(list).not.toHaveProperty('reason');
    expect((await offers(player.playerId, 1)).offers).toHaveLength(1);
  });

  it('keeps a receipt of what was shown, from which figures and by which rules', async () => {
    const { receiptId, offers: shown, rulesVersion } = await offers();
    const [receipt] = await newsroom.query<{ inputs: object; rules: object; decision: { offers: object[] } }>(
      'SELECT inputs, rules, decision FROM offer_receipts WHERE receipt_id = $1',
      receiptId,
    );
    expect(receipt?.decision.offers).toEqual(
      shown.map((offer) => ({ ...offer, score: expect.any(Number) as unknown })),
    );
    expect(receipt?.inputs).toMatchObject({
      checks: { access: { allowed: true }, settings: { marketingByEmail: true }, withholding: [] },
      figures: { rounds30: 13, games30: 2 },
    });
    expect(receipt?.rules).toEqual({ offers: rulesVersion, segments: expect.any(String) as unknown });
    await expect(newsroom.query('DELETE FROM offer_receipts')).rejects.toThrow('kept as they were written');
  });

  it('shows nothing without consent, and asks nobody for programmes', async () => {
    await neighbours.answer(readSettings, {
      marketingByEmail: false,
      marketingBySms: false,
      realityCheckMinutes: 60,
    });
    await neighbours.answer(listEligibleProgrammes, () => {
      throw new Error('must not be asked');
    });
    expect(await offers()).toMatchObject({ offers: [], reason: 'no_consent' });
    expect((await offers()).explanation).toMatch('You have not agreed to marketing');
  });

  it('shows nothing to a player who may not be contacted, nor says why in detail', async () => {
    await neighbours.answer(checkAccess, { allowed: false, reasons: ['self_exclusion'] });
    const list = await offers();
    expect(list).toMatchObject({ offers: [], reason: 'contact_refused' });
    expect(JSON.stringify(list)).not.toContain('exclusion');
  });

  it('shows nothing to a player whose limit is used up', async () => {
    const limit = {
      kind: 'loss',
      period: 'day',
      amount: gbp(1000),
      used: gbp(950),
      remaining: gbp(50),
    } as const;
    const limits = [{ ...limit, resetsAt: '2026-11-24T00:00:00.000Z' }];
    await neighbours.answer(readSpending, { revision: 1, limits, blocks: [], periods: [] });
    expect(await offers()).toMatchObject({ offers: [], reason: 'limit_reached' });
  });

  it('shows nothing to a player in a segment that withholds offers', async () => {
    expect(await offers(loser.playerId)).toMatchObject({ offers: [], reason: 'segment_withholds' });
  });

  it.each(['safer-gambling', 'profile', 'wallet'])('shows nothing while %s does not answer', async (name) => {
    await neighbours.silence(name);
    expect(await offers()).toMatchObject({ offers: [], reason: 'check_unavailable' });
  });

  it('shows games alone while bonus is away, and says so if there is nothing at all', async () => {
    await neighbours.silence('bonus');
    expect((await offers()).offers.map(({ kind }) => kind)).toEqual(['game', 'game', 'game']);
    await neighbours.silence('games');
    expect(await offers()).toMatchObject({ offers: [], reason: 'nothing_fits' });
  });

  it('knows something for a player who never played', async () => {
    const { offers: shown } = await offers(newId());
    expect(shown.map(({ reference }) => reference)).toEqual(['opening-night', 'slot-a', 'slot-b', 'slot-c']);
  });
});
