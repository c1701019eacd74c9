import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LedgerBench } from '../../test/ledger-bench.js';
import { commandOf, type Step } from '../../test/steps.js';

const [yesterday, today] = ['2027-02-09T12:00:00.000Z', '2027-02-10T12:00:00.000Z'];
const approvalId = newId();

describe('what is taken back', () => {
  let bench: LedgerBench;
  let playerId: string;

  beforeAll(async () => {
    bench = await LedgerBench.open();
  });

  afterAll(async () => {
    expect(await checkLedger(bench.database.admin)).toEqual([]);
    await bench.close();
  });

  beforeEach(async () => {
    ({ playerId } = await bench.player(false));
    await verdict(deposit);
  });

  function step(kind: Step['kind'], source: string, over: Partial<Step> = {}): Step {
    return { kind, source, externalId: newId(), at: today, movement: {}, ...over };
  }

  const changes = { cashChange: 1000, withdrawingChange: 0, clearingChange: -1000, provider: 'x' };
  const deposit = step('deposit', 'deposit', { changes, at: yesterday });
  const gameSessionId = newId();
  const stake = (amount: number, at: string): Step =>
    step('stake', 'stake', {
      ...{ at, movement: { stake: amount, roundId: newId(), gameId: 'g', gameSessionId } },
    });

  async function verdict(one: Step, currency?: string): Promise<string | undefined> {
    const command = commandOf(one, playerId);
    const posting = currency === undefined ? command.posting : { ...command.posting, currency };
    return (await bench.post([{ ...command, posting }]))[0]?.verdict;
  }

  /** A hundred at most; a limit of deposits is that of a player who has none yet. */
  async function limitedTo(kind: 'stake' | 'deposit', period: string): Promise<void> {
    if (kind === 'deposit') ({ playerId } = await bench.player(false));
    const limits = JSON.stringify([{ kind, period, amount: { amount: 100, currency: 'GBP' } }]);
    await bench.service.query(`SELECT set_controls($1, 1, $2, '[]')`, [playerId, limits]);
  }

  async function reserve(amount: number, at: string, id = newId()): Promise<unknown> {
    const sql = `SELECT reserve_deposit($1, $2, 'GBP', $3, $4) AS answer`;
    return (await bench.rows<{ answer: string }>(sql, playerId, id, amount, at))[0]?.answer;
  }

  function paid(externalId: string, cash: number): Step {
    const moved = { ...changes, cashChange: cash, clearingChange: -cash };
    return step('deposit', 'deposit', { externalId, changes: moved });
  }

  it('is taken back in its own currency alone, and leaves no trace in another', async () => {
    await bench.service.query('SELECT open_account($1, $2)', [playerId, 'EUR']);
    const placed = stake(10, today);
    await verdict(placed);
    const before = await bench.stored(playerId);
    const reversal = step('reversal', 'reversal', {
      externalId: deposit.externalId,
      movement: { reversedSource: 'deposit', approvalId },
    });
    const rollback = step('rollback', 'rollback', { externalId: placed.externalId });
    for (const back of [reversal, rollback]) expect(await verdict(back, 'EUR')).toBe('other_currency');
    expect(await bench.stored(playerId)).toEqual(before);
    for (const back of [rollback, reversal]) expect(await verdict(back)).toBe('posted');
  });

  it('makes no room under the limit of a day on which it was not staked', async () => {
    await limitedTo('stake', 'day');
    const old = stake(90, yesterday);
    expect(await verdict(old)).toBe('posted');
    const present = stake(60, today);
    expect(await verdict(present)).toBe('posted');
    expect(await verdict(step('rollback', 'rollback', { externalId: old.externalId }))).toBe('posted');
    expect(await verdict(stake(41, today))).toBe('stake_limit_reached');
    expect(await verdict(step('rollback', 'rollback', { externalId: present.externalId }))).toBe('posted');
    expect(await verdict(stake(100, today))).toBe('posted');
  });

  it.each(['week', 'month'])(
    'makes room for deposits in the %s in which less came than was asked for',
    async (period) => {
      await limitedTo('deposit', period);
      const id = newId();
      expect(await reserve(100, today, id)).toBe('reserved');
      expect(await verdict(paid(id, 60))).toBe('posted');
      expect(await reserve(41, today)).toBe('deposit_limit_reached');
      expect(await reserve(40, today)).toBe('reserved');
    },
  );

  it('makes room for deposits on the day on which more was asked for than came, and on no other', async () => {
    await limitedTo('deposit', 'day');
    const [old, present] = [newId(), newId()];
    expect(await reserve(100, yesterday, old)).toBe('reserved');
    expect(await reserve(100, today, present)).toBe('reserved');
    expect(await verdict(paid(old, 60))).toBe('posted');
    expect(await reserve(1, today)).toBe('deposit_limit_reached');
    expect(await verdict(paid(present, 60))).toBe('posted');
    expect(await reserve(41, today)).toBe('deposit_limit_reached');
    expect(await reserve(40, today)).toBe('reserved');
  });

  it('leaves the counters of the day as they are where a bet of tomorrow was refused', async () => {
    await limitedTo('stake', 'day');
    await verdict(stake(90, yesterday));
    const together = [stake(101, today), stake(11, yesterday), stake(10, yesterday)];
    const answers = await bench.post(together.map((one) => commandOf(one, playerId)));
    expect(answers.map((answer) => answer.verdict)).toEqual([
      ...['stake_limit_reached', 'stake_limit_reached', 'posted'],
    ]);
  });

  it('is an award that ends, and no other of the player', async () => {
    const [first, second] = [newId(), newId()];
    const grant = (awardId: string): Step =>
      step('bonus_grant', 'award', {
        externalId: awardId,
        movement: { awardId, amount: 5, maximumStake: 5 },
      });
    const end = (kind: Step['kind'], awardId: string): Step =>
      step(kind, 'award_end', { externalId: awardId, movement: { awardId } });
    for (const one of [
      ...[grant(first), end('bonus_forfeit', first), grant(second), end('bonus_conversion', second)],
    ])
      expect(await verdict(one)).toBe('posted');
    const states = await bench.rows('SELECT award_id, state FROM awards WHERE player_id = $1', playerId);
    expect(states).toHaveLength(2);
    expect(states).toEqual(
      expect.arrayContaining([
        { award_id: first, state: 'forfeited' },
        { award_id: second, state: 'converted' },
      ]),
    );
  });
});
