import {
  checkLedgerWhole,
  concludeAction,
  listLedgerDifferences,
  readBalance,
  readLiability,
  readNetDeposits,
  readStatement,
  readWallet,
  recordAction,
  releaseAccount,
  type StaffRole,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Gateway, gbp, walletOf } from '../../test/gateway.js';

describe('statements and funds', () => {
  let gateway: Gateway;
  const playerId = newId();
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
  const balances = { cash: gbp(5), bonus: gbp(0), inPlay: gbp(0), withdrawing: gbp(0), version: 3 };

  beforeAll(async () => {
    gateway = await Gateway.open();
    await gateway.answer(recordAction, { sequence: 1, hash: 'a'.repeat(64) });
    await gateway.answer(concludeAction, {});
    await gateway.answer(readStatement, {
      ...{ ...period, currency: 'GBP', opening: balances, closing: balances, sums: [], data: [] },
    });
    await gateway.answer(readBalance, { ...balances, at: period.from });
    await gateway.answer(readLiability, { at: period.from, currencies: [] });
    await gateway.answer(readNetDeposits, { currencies: [] });
    await gateway.answer(listLedgerDifferences, { checkedAt: period.from, passing: false, data: [] });
    await gateway.answer(checkLedgerWhole, {});
    await gateway.answer(releaseAccount, {});
    await gateway.answer(readWallet, (body) => walletOf(String(body['playerId'])));
  });

  beforeEach(() => {
    gateway.heard.length = 0;
  });

  afterAll(() => gateway.close());

  const as = (...roles: StaffRole[]) => gateway.staffBearer(roles, { staffId: newId() });

  it("a player's statement is the player's own, whatever is asked for", async () => {
    const own = await gateway.bearer({ playerId });
    const query = `from=${period.from}&to=${period.to}&kind=deposit&limit=5&currency=GBP`;
    const answer = await gateway.http.get(`/v1/wallet/statement?${query}`).set(own).expect(200);
    expect(answer.body).toMatchObject({ opening: balances, data: [] });
    const asked = { playerId, ...period, kind: 'deposit', limit: 5, currency: 'GBP' };
    expect(gateway.heardOf(readStatement)[0]?.body).toEqual(asked);
    await gateway.http.get('/v1/wallet?currency=EUR').set(own).expect(200);
    expect(gateway.heardOf(readWallet)[0]?.body).toEqual({ playerId, currency: 'EUR' });
    const other = `playerId=${newId()}`;
    await gateway.http.get(`/v1/wallet/statement?${query}&${other}`).set(own).expect(400);
  });

  it.each([
    ['to=2026-12-01T00:00:00Z', 'from'],
    ['from=2026-11-01T00:00:00Z&to=then', 'to'],
    ['from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z&kind=gift', 'kind'],
  ])('a statement asked for by %s is refused by its %s', async (query, field) => {
    const own = await gateway.bearer({ playerId });
    const answer = await gateway.http.get(`/v1/wallet/statement?${query}`).set(own).expect(400);
    const { code, errors, remedy } = answer.body as {
      code: string;
      remedy: string;
      errors: { pointer: string }[];
    };
    expect([code, errors.map((each) => each.pointer)]).toEqual(['invalid_request', [`/${field}`]]);
    expect(remedy).not.toBe('');
  });

  it.each([
    [`players/${playerId}/balance?at=2026-11-20T10:00:00Z`, 'read-balance', 'support', 'marketing'],
    [`players/${playerId}/net-deposits`, 'read-net-deposits', 'support', 'marketing'],
    ['figures/liability?at=2026-11-20T00:00:00Z', 'read-liability', 'payments', 'support'],
    ['ledger/differences?open=true', 'list-ledger-differences', 'payments', 'support'],
  ] as [string, string, StaffRole, StaffRole][])(
    '%s is noted as %s, for %s and not for %s',
    async (path, action, role, other) => {
      await gateway.http
        .get(`/backoffice/v1/${path}`)
        .set(await as(role))
        .expect(200);
      expect(gateway.heardOf(recordAction)[0]?.body).toMatchObject({ action });
      await gateway.http
        .get(`/backoffice/v1/${path}`)
        .set(await as(other))
        .expect(403);
    },
  );

  it('a frozen account is released with a reason, by those who may, and a full pass is asked for', async () => {
    const path = `/backoffice/v1/players/${playerId}/release-account`;
    const body = { currency: 'GBP', reason: 'row restored from backup' };
    const risk = gateway.staffBearer(['risk'], { staffId: playerId });
    await gateway.http
      .post(path)
      .set(await as('payments'))
      .send(body)
      .expect(403);
    await gateway.http
      .post(path)
      .set(await risk)
      .send({ currency: 'GBP' })
      .expect(400);
    await gateway.http
      .post(path)
      .set(await risk)
      .send(body)
      .expect(204);
    expect(gateway.heardOf(releaseAccount).map((each) => each.body)).toEqual([
      { playerId, ...body, staffId: playerId },
    ]);
    await gateway.http
      .post('/backoffice/v1/ledger/checks')
      .set(await risk)
      .expect(204);
    expect(gateway.heardOf(checkLedgerWhole)).toHaveLength(1);
  });
});
