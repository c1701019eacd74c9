import { readStudioRound, type StudioRound } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { StudioServer } from '../../test/studio-server.js';

describe('a round of a studio, for staff', () => {
  const server = new StudioServer();
  let casino: Casino;

  beforeAll(async () => {
    const keys = { STUDIO_FEED_KEYS: JSON.stringify({ own: 'feed-key', 'own-two': 'feed-key' }) };
    casino = await Casino.open(keys, await server.open());
  });

  afterAll(async () => {
    expect(await casino.close()).toEqual([]);
    await server.close();
  });

  const read = (playerId: string, roundId: string, studioId = 'own'): Promise<StudioRound> =>
    casino.stack.bus.ask(readStudioRound, { studioId, roundId, playerId });

  it('has all that was asked for of it, what was refused and taken back, too, and what the studio tells', async () => {
    const at = await casino.sitting(1000);
    server.details = (roundId, playerId) => JSON.stringify({ roundId, playerId, landed: 'heads' });
    const round = 'told-1';
    await at.bet('told-bet', 100, { round });
    await at.bet('told-more', 50, { round });
    await at.bet('told-dear', 5000, { round });
    await at.rollback('told-back', 'told-more', { round });
    await at.win('told-win', 'told-bet', 70, { round, roundClosed: true });
    const { transactions, told, ...rest } = await read(at.playerId, round);
    expect(rest).toMatchObject({
      ...{ gameId: 'own.coin', currency: 'GBP', endedBy: 'studio', telling: 'told' },
      closedAt: expect.any(String) as unknown,
    });
    expect(transactions).toMatchObject([
      { transactionId: 'told-bet', kind: 'bet', state: 'accepted', amountMinor: 100 },
      { transactionId: 'told-more', state: 'accepted', rolledBackAt: expect.any(String) as unknown },
      { transactionId: 'told-dear', state: 'refused', refusal: 'insufficient', amountMinor: 5000 },
      { transactionId: 'told-back', kind: 'rollback', state: 'accepted', betId: 'told-more' },
      { transactionId: 'told-win', kind: 'win', amountMinor: 70, betId: 'told-bet' },
    ]);
    expect(JSON.parse(String(told))).toEqual({ roundId: round, playerId: at.playerId, landed: 'heads' });
  });

  it('is there without the studio', async () => {
    const at = await casino.sitting(1000);
    await at.bet('silent-bet', 100, { round: 'silent-1' });
    const silent = { telling: 'silent', transactions: [{ transactionId: 'silent-bet' }] };
    server.details = () => undefined;
    expect(await read(at.playerId, 'silent-1')).toMatchObject(silent);
    server.details = () => '<html>';
    expect(await read(at.playerId, 'silent-1')).toMatchObject(silent);
    server.details = () => JSON.stringify('x'.repeat(20_000));
    const long = await read(at.playerId, 'silent-1');
    expect(long).toMatchObject(silent);
    expect(long).not.toHaveProperty('told');
    expect(long).not.toHaveProperty('closedAt');
  });

  it('is nobody else’s, and none that there never was', async () => {
    const at = await casino.sitting(1000);
    await at.bet('mine-bet', 100, { round: 'mine-1' });
    const gone = { code: 'not_found' };
    await expect(read(newId(), 'mine-1')).rejects.toMatchObject(gone);
    await expect(read(at.playerId, 'mine-2')).rejects.toMatchObject(gone);
    await expect(read(at.playerId, 'mine-1', 'own-two')).rejects.toMatchObject(gone);
    await expect(read(at.playerId, 'mine-1', 'nobody')).rejects.toMatchObject({ code: 'unknown_studio' });
  });

  it('of a studio without a server is our book alone', async () => {
    const at = await casino.sitting(1000, 'own-two.coin');
    await at.bet('alone-bet', 100, { round: 'alone-1' });
    expect(await read(at.playerId, 'alone-1', 'own-two')).toMatchObject({ telling: 'not_offered' });
  });

  it('tells its studio what became of one transaction', async () => {
    const at = await casino.sitting(1000);
    await at.bet('asked-bet', 100, { round: 'asked-1' });
    await at.bet('asked-dear', 5000, { round: 'asked-1' });
    await at.rollback('asked-back', 'asked-never', { round: 'asked-1' });
    const status = async (id: string) => (await casino.own.call('transaction-status', { id })).body['data'];
    expect(await status('asked-bet')).toMatchObject([
      {
        id: 'asked-bet',
        kind: 'bet',
        state: 'accepted',
        amount: '100',
        round: 'asked-1',
        rolledBackAt: null,
      },
    ]);
    expect(await status('asked-dear')).toMatchObject([{ state: 'refused', refusal: 'insufficient' }]);
    expect(await status('asked-never')).toMatchObject([{ kind: 'bet', state: 'tombstone' }]);
    expect((await read(at.playerId, 'asked-1')).transactions).toMatchObject([
      { transactionId: 'asked-bet' },
      { transactionId: 'asked-dear', state: 'refused' },
      { transactionId: 'asked-never', state: 'tombstone' },
      { transactionId: 'asked-back', betId: 'asked-never' },
    ]);
    expect(await status('asked-not')).toEqual([]);
    const elsewhere = await casino.ownTwo.call('transaction-status', { id: 'asked-bet' });
    expect(elsewhere.body['data']).toEqual([]);
    const unnamed = await casino.own.call('transaction-status', {});
    expect(unnamed).toMatchObject({ http: 400, body: { status: 'malformed' } });
  });
});
