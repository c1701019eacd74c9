import { giveStudioRounds, listStudioDifferences, listStudioGames } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino, type Sitting } from '../../test/casino.js';
import { fingerprintOf } from '../transactions/fingerprint.js';
import { ourIdOf } from '../transactions/ledger-commands.js';
import { StudioServer } from '../../test/studio-server.js';

describe('what becomes of studios and their rounds by itself', () => {
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

  /** Has the deadline of a round be over, and waits until it was looked into. */
  async function resolved(round: string): Promise<{ ended_by: string }> {
    await casino.rows(`UPDATE studio_rounds SET due_at = clock_timestamp() WHERE round_id = $1`, [round]);
    return until(`${round} is ended`, async () => {
      const [row] = await casino.rows<{ ended_by: string; closed_at: Date | null }>(
        `SELECT ended_by, closed_at FROM studio_rounds WHERE round_id = $1`,
        [round],
      );
      return row?.closed_at ? { ended_by: row.ended_by } : undefined;
    });
  }

  it('T31: a round that never won and never ended is void, and its stakes go back', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t31-a', 100, { round: 't31' });
    await at.bet('t31-b', 50, { round: 't31' });
    expect(await resolved('t31')).toEqual({ ended_by: 'resolver' });
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
    expect((await at.bet('t31-c', 10, { round: 't31' })).body.status).toBe('round_closed');
    expect((await at.win('t31-win', 't31-a', 500, { round: 't31' })).body.status).toBe('rolled_back');
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('T31: one that has paid ends as it stands, and what is won later is paid', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t31-paid', 100, { round: 't31-paid' });
    await at.win('t31-paid-win', 't31-paid', 30, { round: 't31-paid' });
    await resolved('t31-paid');
    expect(await at.money()).toEqual({ cash: 930, inPlay: 0 });
    expect((await at.win('t31-late', 't31-paid', 5, { round: 't31-paid' })).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 935, inPlay: 0 });
  });

  /** A win that is to end a round, as it is left behind by a process that dies between its own commit and the wallet's. */
  async function cutShort(at: Sitting, id: string): Promise<void> {
    await at.bet(id, 100, { round: id });
    const win = { kind: 'win', id: `${id}-win`, betId: id, amount: 40 } as const;
    const place = { playerId: at.playerId, currency: 'GBP', gameCode: 'coin', roundId: id };
    await casino.rows(
      `INSERT INTO studio_transactions (studio_id, transaction_id, kind, state, fingerprint, our_id, player_id,
         game_session_id, game_id, round_id, bet_id, currency, amount, claimed_until)
       SELECT studio_id, $1, 'win', 'pending', $2, $3, player_id, game_session_id, game_id, round_id, transaction_id,
              currency, $4, clock_timestamp() FROM studio_transactions WHERE transaction_id = $5`,
      [win.id, fingerprintOf(win, place), ourIdOf('own', win.id), win.amount, id],
    );
    await casino.rows(`UPDATE studio_rounds SET closing_id = $1 WHERE round_id = $2`, [win.id, id]);
  }

  it('a win that was to end a round and got no answer is paid with its end', async () => {
    const at = await casino.sitting(1000);
    await cutShort(at, 'cut');
    await resolved('cut');
    expect(await at.money()).toEqual({ cash: 940, inPlay: 0 });
    expect(
      await casino.rows(`SELECT state FROM studio_transactions WHERE transaction_id = 'cut-win'`),
    ).toEqual([{ state: 'accepted' }]);
  });

  it('an end beside such a win leaves the round to it', async () => {
    const at = await casino.sitting(1000);
    await cutShort(at, 'beside');
    expect((await at.call('end-round', { round: 'beside' })).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
    const again = await at.win('beside-win', 'beside', 40, { round: 'beside', roundClosed: true });
    expect(again.body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 940, inPlay: 0 });
  });

  it('a call that is refused as a whole leaves nothing of itself on the bets it named', async () => {
    const at = await casino.sitting(150);
    await at.bet('whole-a', 100, { round: 'whole' });
    const actions = [
      { kind: 'win', id: 'whole-win', betId: 'whole-a', amount: '5' },
      { kind: 'bet', id: 'whole-b', amount: '100' },
    ];
    const { body } = await at.call('play', { game: 'coin', round: 'whole', actions });
    expect(body.status).toBe('insufficient');
    expect((await at.rollback('whole-back', 'whole-a')).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 150, inPlay: 0 });
  });

  it('T29: a free round costs nothing, pays cash, and is there as often as it was given', async () => {
    const at = await casino.sitting(0);
    const freeRoundsId = newId();
    const gift = {
      freeRoundsId,
      playerId: at.playerId,
      gameId: 'own.coin',
      rounds: 2,
      days: 1,
      staffId: newId(),
    };
    await casino.stack.bus.ask(giveStudioRounds, gift);
    await casino.stack.bus.ask(giveStudioRounds, gift);
    const free = (id: string, over = {}) => at.bet(id, 0, { round: id, freeRoundsId, ...over });
    expect((await free('free-a')).body.status).toBe('ok');
    expect((await free('free-a')).body.transactions?.[0]?.replayed).toBe(true);
    expect((await free('free-b')).body.status).toBe('ok');
    expect((await free('free-c')).body.status).toBe('free_rounds_spent');
    const win = await at.win('free-win', 'free-a', 70, { round: 'free-a', freeRoundsId, roundClosed: true });
    expect(win.body.status).toBe('ok');
    expect((await at.rollback('free-back', 'free-b')).body.status).toBe('ok');
    expect((await free('free-d')).body.status).toBe('ok');
    expect((await free('free-e', { freeRoundsId: newId() })).body.status).toBe('free_rounds_spent');
    expect(await at.money()).toEqual({ cash: 70, inPlay: 0 });
  });

  it('the games of a studio that is silent leave the lobby and come back; its rounds go on', async () => {
    const at = await casino.sitting(1000);
    await at.bet('away', 100, { round: 'away' });
    const studios = async (): Promise<string[]> => {
      const { data } = await casino.stack.bus.ask(listStudioGames, {});
      return [...new Set(data.map(({ studioId }) => studioId))];
    };
    server.here = false;
    await until('its games are away', async () => !(await studios()).includes('own') || undefined);
    expect(await studios()).toEqual(['hmac', 'own-two', 'rsa']);
    await expect(casino.launch(at.playerId)).rejects.toMatchObject({ code: 'studio_game_away' });
    expect((await at.win('away-win', 'away', 20, { round: 'away', roundClosed: true })).body.status).toBe(
      'ok',
    );
    server.here = true;
    await until('its games are back', async () => (await studios()).includes('own') || undefined);
    await casino.launch(at.playerId);
  });

  it('what a studio’s feed has otherwise than we do is found, and nothing else', async () => {
    const at = await casino.sitting(1000);
    await at.bet('book-a', 100, { round: 'book' });
    await at.bet('book-b', 100, { round: 'book' });
    await at.bet('book-c', 100, { round: 'book' });
    await at.rollback('book-c-back', 'book-c');
    server.feed.push(
      { id: 'book-a', kind: 'bet', amount: '100', stands: true },
      { id: 'book-b', kind: 'bet', amount: '90', stands: true },
      { id: 'book-c', kind: 'bet', amount: '100', stands: false },
      { id: 'book-d', kind: 'win', amount: '500', stands: true },
      { id: 'book-e', kind: 'bet', amount: '5', stands: false },
    );
    const found = await until('the feed was read to its end', async () => {
      const [row] = await casino.rows<{ cursor: string }>(`SELECT cursor FROM studio_feeds`);
      return row?.cursor === '5'
        ? casino.stack.bus.ask(listStudioDifferences, { studioId: 'own' })
        : undefined;
    });
    expect(
      found.data.map(({ foundAt: _, ...row }) => row).sort((a, b) => (a.ours < b.ours ? -1 : 1)),
    ).toEqual([
      { transactionId: 'book-b', ours: 'bet 100', theirs: 'bet 90' },
      { transactionId: 'book-d', ours: 'none', theirs: 'win 500' },
    ]);
    await casino.rows(
      `UPDATE studio_transactions SET finished_at = finished_at - interval '2 hours' WHERE transaction_id = 'away-win'`,
    );
    const later = await casino.stack.bus.ask(listStudioDifferences, { studioId: 'own' });
    expect(later.unheard).toBe(1);
    expect(later.unheardOldest).toMatchObject([
      { transactionId: 'away-win', kind: 'win', amountMinor: 20, currency: 'GBP', roundId: 'away' },
    ]);
    await expect(casino.stack.bus.ask(listStudioDifferences, { studioId: 'nobody' })).rejects.toMatchObject({
      code: 'unknown_studio',
    });
  });
});
