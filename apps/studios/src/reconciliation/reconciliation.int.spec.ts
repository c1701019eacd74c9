import { listStudioDifferences, type StudioDifferences } from '@croupier/contracts';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { StudioServer } from '../../test/studio-server.js';
import type { Theirs } from './comparison.js';

describe('the feed of a studio, beside our book', () => {
  const server = new StudioServer();
  let casino: Casino;

  beforeAll(async () => {
    const environment = {
      ...{ STUDIO_PROBE_MS: '40', STUDIO_RECONCILE_MS: '40' },
      STUDIO_FEED_KEYS: JSON.stringify({ own: 'feed-key' }),
    };
    casino = await Casino.open(environment, await server.open());
  });

  afterAll(async () => {
    expect(await casino.close()).toEqual([]);
    await server.close();
  });

  const differences = (): Promise<StudioDifferences> =>
    casino.stack.bus.ask(listStudioDifferences, { studioId: 'own' });

  async function named(): Promise<string[]> {
    return (await differences()).data.map(({ transactionId }) => transactionId).sort();
  }

  async function cursor(): Promise<string | null> {
    const [row] = await casino.rows<{ cursor: string | null }>(
      `SELECT cursor FROM studio_feeds WHERE studio_id = 'own'`,
    );
    return row?.cursor ?? null;
  }

  /** Until all that the feed has by now was read. */
  async function readToItsEnd(): Promise<void> {
    const end = String(server.feed.length);
    await until(`the feed was read to ${end}`, async () => (await cursor()) === end || undefined);
  }

  const bet = (id: string, amount = '100', stands = true): Theirs => ({ id, kind: 'bet', amount, stands });

  it('is read page after page, each from where the one before it ended', async () => {
    const at = await casino.sitting(1000);
    for (const id of ['order-a', 'order-b', 'order-c', 'order-d']) await at.bet(id, 100, { round: id });
    const from = server.cursors.length;
    server.feed.push(bet('order-a'), bet('order-b'), bet('order-c'), bet('order-d'), bet('order-e'));
    await readToItsEnd();
    await until('it is asked for from its end on', () => server.cursors.at(-1) === '5' || undefined);
    // Whatever was asked for before was of a feed with nothing in it.
    const asked = server.cursors.slice(from).filter((one) => one !== '' && one !== '0');
    expect([...new Set(asked)].slice(0, 3)).toEqual(['2', '4', '5']);
    expect(asked).toEqual([...asked].sort((one, other) => Number(one) - Number(other)));
    expect(await named()).toEqual(['order-e']);
  });

  it('may have a row twice: what is found of it is found once, and what agrees agrees', async () => {
    server.feed.push(bet('order-a'), bet('order-e'), bet('order-e'), bet('order-b'));
    await readToItsEnd();
    expect(await named()).toEqual(['order-e']);
  });

  it.each([
    ['that is no JSON', { status: 200, text: '<html>' }],
    ['whose rows are of another form', { status: 200, text: '{"data":[{"id":1}],"next":"99"}' }],
    ['that is an error', { status: 500, text: '{"data":[],"next":"99"}' }],
  ])('a page %s moves nothing; the feed goes on where it stood', async (what, broken) => {
    const before = await cursor();
    const asked = server.cursors.length;
    server.broken = broken;
    const missed = `broken-${broken.status}-${what.length}`;
    server.feed.push(bet(missed));
    await until('it was asked for again and again', () => server.cursors.length > asked + 3 || undefined);
    expect(new Set(server.cursors.slice(asked))).toEqual(new Set([before]));
    expect(await cursor()).toBe(before);
    expect(await named()).not.toContain(missed);
    server.broken = undefined;
    await readToItsEnd();
    expect(await named()).toContain(missed);
  });

  it('lists what of ours it has not had for an hour, the oldest first and a hundred at most', async () => {
    const at = await casino.sitting(1000);
    await at.bet('unheard', 30, { round: 'unheard' });
    await at.win('unheard-win', 'unheard', 50, { round: 'unheard', roundClosed: true });
    await at.bet('unheard-back', 20, { round: 'back' });
    await at.rollback('unheard-rollback', 'unheard-back');
    expect(await differences()).toMatchObject({ unheard: 0, unheardOldest: [] });
    await casino.rows(
      `UPDATE studio_transactions SET finished_at = finished_at - interval '2 hours' WHERE transaction_id LIKE 'unheard%'`,
    );
    const own = { currency: 'GBP', playerId: at.playerId, roundId: 'unheard' };
    expect(await differences()).toMatchObject({
      unheard: 2,
      unheardOldest: [
        { ...own, transactionId: 'unheard', kind: 'bet', amountMinor: 30 },
        { ...own, transactionId: 'unheard-win', kind: 'win', amountMinor: 50 },
      ],
    });
    await casino.rows(
      `INSERT INTO studio_transactions (studio_id, transaction_id, kind, state, fingerprint, our_id, player_id, game_id,
         round_id, currency, amount, finished_at, finished_xid)
       SELECT studio_id, 'many-' || n, kind, state, fingerprint, our_id, player_id, game_id, round_id, currency, amount,
              finished_at - interval '1 day', finished_xid
         FROM studio_transactions, generate_series(1, 120) AS n WHERE transaction_id = 'unheard'`,
    );
    const many = await differences();
    expect([many.unheard, many.unheardOldest?.length]).toEqual([122, 100]);
    server.feed.push(bet('unheard', '30'), { ...bet('unheard-win', '50'), kind: 'win' });
    await readToItsEnd();
    expect((await differences()).unheard).toBe(120);
  });

  it('is read on after a restart from where it stood, and what was found stays', async () => {
    const before = await named();
    const stood = await cursor();
    await casino.stopStudios();
    const asked = server.cursors.length;
    server.feed.push(bet('after-restart'));
    await casino.replica();
    await readToItsEnd();
    expect(server.cursors[asked]).toBe(stood);
    expect(await named()).toEqual([...before, 'after-restart'].sort());
  });
});
