import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino, type Sitting } from '../../test/casino.js';

type Said = Awaited<ReturnType<Sitting['bet']>>;

describe('rounds of which a call had no answer, as the wallet was away', () => {
  let casino: Casino;
  const seats: Record<string, Sitting> = {};

  const seat = (name: string): Sitting => {
    const at = seats[name];
    if (!at) throw new Error(`nobody sits at ${name}`);
    return at;
  };
  /** In the round of that name, of which it is the last. */
  const last = (round: string) => ({ round, roundClosed: true });
  const insist = (call: () => Promise<Said>): Promise<string | undefined> =>
    until('there is an answer', async () => {
      const { status } = (await call()).body;
      return status === 'retry' ? undefined : status;
    });
  const end = (round: string): Promise<string | undefined> =>
    insist(() => seat(round).call('end-round', { round }));
  const isClosed = async (round: string): Promise<boolean> => {
    const rows = await casino.rows<{ closed: boolean }>(
      `SELECT closed_at IS NOT NULL AS closed FROM studio_rounds WHERE round_id = $1`,
      [round],
    );
    return rows[0]?.closed ?? false;
  };

  beforeAll(async () => {
    casino = await Casino.open();
    for (const name of ['wrong', 'named', 'other', 'late']) seats[name] = await casino.sitting(1000);
    seats['whole'] = await casino.sitting(150);
    await seat('other').bet('other', 10, { round: 'other' });
    await seat('whole').bet('whole', 100, { round: 'whole' });
    await casino.wallet.close();
    const unheard: Said[] = [];
    for (const name of ['wrong', 'named', 'late'])
      unheard.push(await seat(name).bet(name, 10, { round: name }));
    await casino.rows(
      `UPDATE studio_transactions SET claimed_until = clock_timestamp() WHERE state = 'pending'`,
    );
    for (const name of ['wrong', 'named', 'other'])
      unheard.push(await seat(name).win(`${name}-win`, name, 70, last(name)));
    unheard.push(await wholePlay());
    expect(unheard.map(({ body }) => body.status)).toEqual(unheard.map(() => 'retry'));
    await casino.restartWallet();
  }, 60_000);

  afterAll(async () => {
    expect(await casino.close()).toEqual([]);
  });

  function wholePlay(): Promise<Said> {
    const actions = [
      { kind: 'win', id: 'whole-win', betId: 'whole', amount: '5' },
      { kind: 'bet', id: 'whole-more', amount: '100' },
    ];
    return seat('whole').call('play', { game: 'coin', round: 'whole', actions });
  }

  it.each([
    ['wrong', {}],
    ['named', { round: 'named' }],
  ])(
    '%s: a win that was taken back before its bet came ends nothing, and is not paid at the end',
    async (name, over) => {
      const at = seat(name);
      expect(await insist(() => at.reverse(`${name}-back`, `${name}-win`, over))).toBe('ok');
      expect(await isClosed(name)).toBe(false);
      expect(await insist(() => at.bet(name, 10, { round: name }))).toBe('ok');
      expect(await insist(() => at.win(`${name}-right`, name, 4, last(name)))).toBe('ok');
      expect([await isClosed(name), await at.money()]).toEqual([true, { cash: 994, inPlay: 0 }]);
    },
  );

  it('what takes back the win of another round ends that one, not the round it names', async () => {
    const at = seat('other');
    expect(await insist(() => at.bet('beside', 10, { round: 'beside' }))).toBe('ok');
    expect(await insist(() => at.reverse('other-back', 'other-win', { round: 'beside' }))).toBe('ok');
    expect([await isClosed('other'), await isClosed('beside')]).toEqual([true, false]);
    expect(await at.money()).toEqual({ cash: 980, inPlay: 10 });
  });

  it('an end of a round whose bet may come yet is to be sent again, until it ends the round', async () => {
    const at = seat('late');
    const once = await at.call('end-round', { round: 'late' });
    expect(once).toMatchObject({ http: 503, body: { status: 'retry' } });
    expect(await isClosed('late')).toBe(false);
    expect(await insist(() => at.bet('late', 10, { round: 'late' }))).toBe('ok');
    expect(await end('late')).toBe('ok');
    expect([await isClosed('late'), await at.money()]).toEqual([true, { cash: 990, inPlay: 0 }]);
  });

  it('a call that is refused as a whole at its second attempt leaves nothing on the bets it named', async () => {
    const at = seat('whole');
    await at.bet('spent', 50, { round: 'spent' });
    expect(await insist(wholePlay)).toBe('insufficient');
    expect(await insist(() => at.rollback('whole-back', 'whole'))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 100, inPlay: 50 });
  });
});
