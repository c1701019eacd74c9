import {
  type Activity,
  balanceCorrected,
  createPlayer,
  depositCredited,
  depositFailed,
  facts,
  gameSessionOpened,
  limitChanged,
  listActivity,
  payoutCredited,
  playerRegistered,
  bonusConverted,
  bonusForfeited,
  bonusGranted,
  playerReleased,
  playerRestricted,
  roundCorrected,
  roundSettled,
  roundVoided,
  services,
  sessionClosed,
  sessionOpened,
  stakeRolledBack,
  tableSessionOpened,
  streamOf,
  winCredited,
  withdrawalCommitted,
  withdrawalFailed,
  withdrawalHeld,
  withdrawalPaid,
  withdrawalReleased,
} from '@croupier/contracts';
import { type FactContract, newId, ownerOf } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { TestBureau } from '../../test/bureau.js';
import { somebody } from '../../test/people.js';
import { service } from '../service.js';

const pounds = (amount: number): object => ({ amount, currency: 'GBP' });

describe('activity', () => {
  let stack: TestStack;
  let bureau: TestBureau;
  let profile: ServiceUnderTest;
  let playerId: string;

  beforeAll(async () => {
    [stack, bureau] = await Promise.all([TestStack.open(), TestBureau.open()]);
    const manager = await jetstreamManager(stack.broker.connection);
    for (const owner of new Set(services['profile']?.consumes.map(({ subject }) => ownerOf(subject))))
      await manager.streams.add({ name: streamOf(owner), subjects: [`evt.${owner}.>`] });
    profile = await stack.start(service, bureau.settings);
  });

  afterAll(async () => {
    await stack.close();
    await bureau.close();
  });

  beforeEach(() => {
    playerId = newId();
  });

  /** Publishes as the owner's relay would; each call is a delivery of its own. */
  async function publish(fact: FactContract<never>, payload: object, id: string = newId()): Promise<string> {
    const headers = newHeaders();
    headers.set('ce-id', id);
    const body = JSON.stringify(payload);
    await jetstream(stack.broker.connection).publish(fact.subject, body, { msgID: newId(), headers });
    return id;
  }

  async function history(length: number): Promise<Activity[]> {
    return until(`${length} activities are listed`, async () => {
      const { data } = await stack.bus.ask(listActivity, { playerId, limit: 100 });
      return data.length >= length ? data : undefined;
    });
  }

  async function count(sql: string, ...values: unknown[]): Promise<number> {
    const rows = (await profile.database.admin.query(`SELECT count(*)::int AS n FROM ${sql}`, values)) as [
      { n: number },
    ];
    return rows[0].n;
  }

  const at = (second: number): string => new Date(Date.UTC(2026, 10, 23, 12, 0, second)).toISOString();

  function ledger(second: number): object {
    const none = { bonus: pounds(0), inPlay: pounds(0), withdrawing: pounds(0) };
    const after = { balance: pounds(900), ...none, version: second + 1 };
    return { playerId, transactionId: newId(), ...after, recordedAt: at(second) };
  }

  function everyFact(): [FactContract<never>, object, string][] {
    const session = { playerId, sessionId: newId() };
    const payment = { playerId, paymentId: newId(), amount: pounds(500), method: 'card' };
    const withdrawal = { withdrawalId: newId(), amount: pounds(500) };
    const game = { gameSessionId: newId(), gameId: 'midnight-croupier' };
    const split = { stakeFromBonus: pounds(0), payoutToBonus: pounds(0), freeRound: false };
    const bet = { stake: pounds(100), payout: pounds(0), ...split };
    const limit = { playerId, kind: 'deposit', period: 'day' };
    const timeOut = { playerId, restrictionId: newId(), restriction: 'time_out' };
    const round = { roundId: newId(), ...game, ...bet, startedAt: at(4) };
    const voided = { roundId: newId(), refund: pounds(100), refundToBonus: pounds(0), reason: 'x' };
    const paid = { roundId: newId(), ...game, payout: pounds(7), payoutToBonus: pounds(0), startedAt: at(4) };
    const back = { refund: pounds(100), refundToBonus: pounds(0), reason: 'no_answer' };
    const change = { cashChange: pounds(-5), bonusChange: pounds(0), reason: 'goodwill' };
    const correction = { approvalId: newId(), correction: 'adjustment', ...change };
    const wrong = {
      ...game,
      stake: pounds(100),
      stakeFromBonus: pounds(0),
      payout: pounds(40),
      startedAt: at(4),
    };
    const undone = { corrects: newId(), correctsVersion: 6, settledAt: at(5), bonusCost: pounds(0) };
    const annulled = {
      roundId: newId(),
      approvalId: newId(),
      ...wrong,
      freeRound: false,
      ...undone,
      ...change,
    };
    const award = { awardId: newId(), amount: pounds(500) };
    return [
      [playerRegistered, { playerId, currency: 'GBP', registeredAt: at(0) }, 'player.registered'],
      [sessionOpened, { ...session, openedAt: at(1) }, 'session.opened'],
      [depositFailed, { ...payment, reason: 'card_declined', at: at(2) }, 'deposit.failed'],
      [depositCredited, { ...ledger(3), depositId: newId(), amount: pounds(1000) }, 'deposit.credited'],
      [gameSessionOpened, { playerId, ...game, openedAt: at(4) }, 'game-session.opened'],
      [roundSettled, { ...ledger(5), ...round, outcome: { stops: [1] } }, 'round.settled'],
      [withdrawalHeld, { ...ledger(6), ...withdrawal }, 'withdrawal.held'],
      [withdrawalReleased, { ...ledger(7), ...withdrawal }, 'withdrawal.released'],
      [withdrawalFailed, { ...payment, reason: 'account_closed', at: at(8) }, 'withdrawal.failed'],
      [withdrawalCommitted, { ...ledger(9), ...withdrawal }, 'withdrawal.committed'],
      [withdrawalPaid, { ...payment, at: at(10) }, 'withdrawal.paid'],
      [sessionClosed, { ...session, reason: 'signed_out', closedAt: at(11) }, 'session.closed'],
      [roundVoided, { ...ledger(12), ...voided }, 'round.voided'],
      [bonusGranted, { ...ledger(13), ...award }, 'bonus.granted'],
      [bonusConverted, { ...ledger(14), ...award }, 'bonus.converted'],
      [bonusForfeited, { ...ledger(15), ...award, reason: 'expired' }, 'bonus.forfeited'],
      [limitChanged, { ...limit, step: 'set', amount: pounds(100), changedAt: at(16) }, 'limit.changed'],
      [playerRestricted, { ...timeOut, from: at(17), until: at(18), decidedAt: at(17) }, 'player.restricted'],
      [playerReleased, { ...timeOut, releasedAt: at(18) }, 'player.released'],
      [tableSessionOpened, { playerId, ...game, openedAt: at(19) }, 'table-session.opened'],
      [payoutCredited, { ...ledger(20), payoutId: newId(), ...paid }, 'payout.credited'],
      [stakeRolledBack, { ...ledger(21), stakeId: newId(), ...back }, 'stake.rolled-back'],
      [winCredited, { ...ledger(22), winId: newId(), amount: pounds(5), reason: 'draw' }, 'win.credited'],
      [balanceCorrected, { ...ledger(23), ...correction }, 'balance.corrected'],
      [roundCorrected, { ...ledger(24), ...annulled }, 'round.corrected'],
    ] as [FactContract<never>, object, string][];
  }

  it('shows every fact profile hears, newest first, with amounts and ids', async () => {
    const all = everyFact();
    const heard = facts.filter((fact) => services['profile']?.consumes.includes(fact));
    expect(new Set(all.map(([{ subject }]) => subject))).toEqual(
      new Set(heard.map(({ subject }) => subject)),
    );
    for (const [fact, payload] of all) await publish(fact, payload);
    const data = await history(all.length);
    expect(data.map(({ kind }) => kind)).toEqual(all.map(([, , kind]) => kind).reverse());
    const round = data.find(({ kind }) => kind === 'round.settled');
    expect(round).toMatchObject({ at: at(5), facts: { stake: pounds(100), balance: pounds(900) } });
    expect(round?.facts).not.toHaveProperty('outcome');
    for (const { facts: shown } of data) expect(shown).not.toHaveProperty('playerId');
  });

  it('shows a fact once, however often it is delivered', async () => {
    const [, opened] = everyFact() as [unknown, [FactContract<never>, object, string]];
    const id = await publish(opened[0], opened[1]);
    await history(1);
    await publish(opened[0], opened[1], id);
    await publish(opened[0], opened[1], id);
    const last = await publish(playerRegistered as FactContract<never>, {
      playerId,
      currency: 'GBP',
      registeredAt: at(59),
    });
    const data = await history(2);
    expect(data.map((activity) => activity.id)).toEqual([last, id]);
    expect(await count('activities WHERE player_id = $1', playerId)).toBe(2);
    expect(await count('inbox WHERE event_id = $1', id)).toBe(1);
    expect(await count('dead_letters')).toBe(0);
  });

  it('marks the player confirmed when the registration is told', async () => {
    const player = somebody({ playerId });
    await stack.bus.ask(createPlayer, player);
    await publish(playerRegistered as FactContract<never>, {
      playerId,
      currency: 'GBP',
      registeredAt: at(0),
    });
    await history(1);
    expect(await count('players WHERE player_id = $1 AND confirmed_at = $2', playerId, at(0))).toBe(1);
  });

  it('pages through facts of one moment without losing or repeating any', async () => {
    const payload = { playerId, sessionId: newId(), openedAt: at(30) };
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1)
      ids.push(await publish(sessionOpened as FactContract<never>, payload));
    await history(7);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await stack.bus.ask(listActivity, { playerId, limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(ids.sort().reverse());
  });

  it('shows nothing of other players, and an empty page to a new one', async () => {
    expect(await stack.bus.ask(listActivity, { playerId })).toEqual({ data: [] });
  });

  it.each([
    'nonsense',
    Buffer.from('["2026-11-23T12:00:00.000Z","dead-beef"]').toString('base64url'),
    Buffer.from('["then","01a20a46-f71b-7904-908a-daa2e0b5fc68"]').toString('base64url'),
  ])('refuses the cursor %s', async (cursor) => {
    const refused = stack.bus.ask(listActivity, { playerId, cursor });
    await expect(refused).rejects.toMatchObject({ code: 'invalid_request', field: 'cursor' });
  });
});
