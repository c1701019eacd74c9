import {
  closeStudioIncident,
  listStudioIncidents,
  type StudioIncident,
  type StudioIncidentReason,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';

describe('calls of a studio that want a person', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  const list = (studioId = 'own') => casino.stack.bus.ask(listStudioIncidents, { studioId });
  const of = async (transactionId: string): Promise<StudioIncident[]> =>
    (await list()).data.filter((one) => one.transactionId === transactionId);

  const counted = (studio: string, reason: StudioIncidentReason): Promise<number> =>
    casino.figure('casino_studio_incidents_total', { studio, reason });

  it('are counted by studio and reason from 0 on, so that the first is a rise', async () => {
    for (const reason of ['bad_signature', 'conflict', 'win_without_bet', 'win_rolled_back'] as const)
      expect(await counted('own-two', reason)).toBe(0);
  });

  it('T2: an id with other content is one, however often it is sent, and beside it another content', async () => {
    const at = await casino.sitting(1000);
    const before = await counted('own', 'conflict');
    await at.bet('twice', 100);
    for (const amount of [150, 150, 160])
      expect((await at.bet('twice', amount)).body.status).toBe('conflict');
    const own = { studioId: 'own', reason: 'conflict', kind: 'bet', roundId: 'r1', currency: 'GBP' };
    expect(await of('twice')).toMatchObject([
      { ...own, playerId: at.playerId, amountMinor: 150, times: 2 },
      { ...own, playerId: at.playerId, amountMinor: 160, times: 1 },
    ]);
    expect(await counted('own', 'conflict')).toBe(before + 3);
    expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
  });

  it('T11, T12: a win without a bet, or of one that was taken back, waits for a person and pays nothing', async () => {
    const at = await casino.sitting(1000);
    await at.bet('back', 100);
    await at.rollback('back-rollback', 'back');
    await at.win('win-of-none', 'none', 500);
    await at.win('win-of-back', 'back', 500);
    expect(await of('win-of-none')).toMatchObject([
      { reason: 'win_without_bet', betId: 'none', amountMinor: 500, times: 1 },
    ]);
    expect(await of('win-of-back')).toMatchObject([{ reason: 'win_rolled_back', betId: 'back' }]);
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('what is part of the game is none: no money, a bet after its rollback, an old session', async () => {
    const at = await casino.sitting(10);
    const { open } = await list();
    await at.bet('dear', 100);
    await at.rollback('early-rollback', 'early');
    await at.bet('early', 5);
    await at.bet('stranger', 5, { session: 'old' });
    expect((await list()).open).toBe(open);
  });

  it('what is not signed is one for each studio, counted each time and written down once a minute', async () => {
    const at = await casino.sit(await casino.player(1000), 'own-two.coin');
    const body = JSON.stringify({ ...at.own, game: 'coin', round: 'r', id: 'forged', amount: '10' });
    for (let turn = 0; turn < 4; turn += 1) await casino.ownTwo.send('bet', body, `${body} `);
    const { data, open } = await list('own-two');
    expect(open).toBe(1);
    expect(Object.keys(data[0] ?? {}).sort()).toEqual(
      ['firstAt', 'incidentId', 'lastAt', 'reason', 'studioId', 'times'].sort(),
    );
    expect(data[0]).toMatchObject({ studioId: 'own-two', reason: 'bad_signature', times: 1 });
    expect(await counted('own-two', 'bad_signature')).toBe(4);
  });

  it('one is closed by a person with a reason, once, and the same call again does not open it', async () => {
    const at = await casino.sitting(1000);
    await at.win('closing', 'never', 500);
    const [incident] = await of('closing');
    if (!incident) throw new Error('no incident');
    const { open } = await list();
    const [staffId, reason] = [newId(), 'void at the studio too'];
    const request = { incidentId: incident.incidentId, staffId, reason };
    const closed = await casino.stack.bus.ask(closeStudioIncident, request);
    expect(closed).toMatchObject({ ...incident, closed: { staffId, reason } });
    const again = { ...request, staffId: newId(), reason: 'something else' };
    expect(await casino.stack.bus.ask(closeStudioIncident, again)).toEqual(closed);
    await at.win('closing', 'never', 500);
    expect(await of('closing')).toEqual([]);
    expect((await list()).open).toBe(open - 1);
    expect(await casino.stack.bus.ask(closeStudioIncident, request)).toMatchObject({ times: 2 });
    // Another amount is another matter.
    await at.win('closing', 'never', 600);
    expect(await of('closing')).toHaveLength(1);
    const unknown = casino.stack.bus.ask(closeStudioIncident, { ...request, incidentId: newId() });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
    await expect(list('nobody')).rejects.toMatchObject({ code: 'unknown_studio' });
  });

  it('are listed of a studio that has left the settings, so that they can be closed', async () => {
    await casino.rows(
      `INSERT INTO studio_incidents (incident_id, studio_id, reason, content, times) VALUES ($1, 'gone', 'bad_signature', sha256('gone'), 1)`,
      [newId()],
    );
    const { data } = await list('gone');
    expect(data).toMatchObject([{ studioId: 'gone', reason: 'bad_signature' }]);
  });

  it('one that cannot be written down is not refused for good: the studio asks again', async () => {
    const at = await casino.sitting(1000);
    const before = await counted('own', 'win_without_bet');
    await casino.rows(`ALTER TABLE studio_incidents RENAME TO elsewhere`);
    try {
      expect((await at.win('unwritten', 'never', 500)).body.status).toBe('retry');
      expect(await counted('own', 'win_without_bet')).toBe(before);
    } finally {
      await casino.rows(`ALTER TABLE elsewhere RENAME TO studio_incidents`);
    }
    expect((await at.win('unwritten', 'never', 500)).body.status).toBe('bet_unknown');
    expect(await of('unwritten')).toHaveLength(1);
    expect(await counted('own', 'win_without_bet')).toBe(before + 1);
  });
});
