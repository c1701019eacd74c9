import { newId } from '@croupier/kernel';
import { checkLedger, type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service } from '../../../apps/wallet/src/service.js';
import { Seeded } from '../random.js';
import { type Answered, Caller } from './caller.js';
import { deposit, Mix, round, type Sent } from './commands.js';
import { isOfPost, PgProxy } from './proxy.js';
import { strangeRights } from './roles.js';

/** The hearts of what `npm run faults -- wallet` does at length. */
describe('the wallet under faults', () => {
  let stack: TestStack;
  let straight: ServiceUnderTest;
  let proxy: PgProxy;
  let caller: Caller;

  beforeAll(async () => {
    stack = await TestStack.open();
    straight = await stack.start(service);
    proxy = await PgProxy.before(straight.database.url);
    await straight.close();
    await stack.replica(service, straight, {
      DATABASE_URL: proxy.through(straight.database.url),
      DATABASE_POOL: '2',
    });
    caller = new Caller(stack.bus);
  });

  afterAll(async () => {
    expect(await checkLedger(straight.database.admin, caller?.journal)).toEqual([]);
    await stack?.close();
    await proxy?.close();
  });

  async function player(cash = 10_000): Promise<string> {
    const playerId = newId();
    await straight.database.admin.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    await caller.insist(deposit(playerId, cash));
    return playerId;
  }

  async function accountOf(playerId: string): Promise<unknown> {
    const rows: unknown = await straight.database.admin.query(
      `SELECT cash, bonus, in_play, withdrawing, version, day_staked, day_paid_out FROM accounts WHERE player_id = $1`,
      [playerId],
    );
    return rows;
  }

  /** Carries a bet out and cuts its line at the given message. */
  async function cutAt(place: number, fate: 'cut before' | 'cut after', sent: Sent): Promise<Answered> {
    let seen = 0;
    proxy.fate = (frame) => (isOfPost(frame) && seen++ === place ? fate : 'pass');
    const answered = await caller.send(sent);
    proxy.fate = () => 'pass';
    return answered;
  }

  it('a commit whose answer is lost is unknown, never refused, and is found by its key', async () => {
    const sent = round(await player(), 10, 3);
    proxy.fate = (frame) => (isOfPost(frame) && frame.name === 'ReadyForQuery' ? 'cut before' : 'pass');
    const { code } = await caller.send(sent);
    proxy.fate = () => 'pass';
    expect(code).toBe('outcome_unknown');
    expect((await caller.insist(sent)).reply).toMatchObject({ replayed: true });
  });

  it('a bet that is cut at any message of its transaction and sent again leaves what it leaves without a cut', async () => {
    const whole = await player();
    const frames: string[] = [];
    proxy.fate = (frame) => {
      if (isOfPost(frame)) frames.push(frame.name);
      return 'pass';
    };
    await caller.insist(round(whole, 10, 3));
    proxy.fate = () => 'pass';
    expect(frames.length).toBeGreaterThan(6);
    const expected = await accountOf(whole);
    for (let place = 0; place < frames.length; place += 1) {
      for (const fate of ['cut before', 'cut after'] as const) {
        const playerId = await player();
        const sent = round(playerId, 10, 3);
        await cutAt(place, fate, sent);
        await caller.insist(sent);
        expect(await accountOf(playerId)).toEqual(expected);
      }
    }
  });

  it('a database that says nothing: every call settles, in words, and all goes on afterwards', async () => {
    const players = await Promise.all([player(), player()]);
    proxy.silence();
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => (await caller.send(round(players[n % 2] ?? '', 1, 0))).code),
    );
    proxy.heal();
    expect(
      codes.filter((code) => !['outcome_unknown', 'service_unavailable', 'overloaded'].includes(code)),
    ).toEqual([]);
    await caller.resolve();
    expect((await caller.insist(round(players[0] ?? '', 1, 0))).code).toBe('ok');
  });

  it('a pool of one connection for commands carries all of them out', async () => {
    const players = await Promise.all([player(), player(), player()]);
    const mix = new Mix(new Seeded(7), players);
    const patient = new Caller(stack.bus, 20_000);
    const answers = await Promise.all(Array.from({ length: 150 }, () => patient.send(mix.next())));
    const strange = ['outcome_unknown', 'service_unavailable', 'overloaded', 'internal', 'deadline_spent'];
    expect(answers.map(({ code }) => code).filter((code) => strange.includes(code))).toEqual([]);
    expect(await checkLedger(straight.database.admin, patient.journal)).toEqual([]);
  });

  it('a storm of copies through two wallets has one effect a key, and one answer', async () => {
    await stack.replica(service, straight);
    const players = await Promise.all([player(), player(), player()]);
    const sents = Array.from({ length: 30 }, (_, n) => round(players[n % 3] ?? '', 10, n));
    await Promise.all(
      sents.map(async (sent) => {
        const copies = await Promise.all(Array.from({ length: 8 }, () => caller.insist(sent)));
        const first = copies.filter(({ reply }) => (reply as { replayed: boolean }).replayed === false);
        const answers = new Set(copies.map(({ reply }) => JSON.stringify({ ...reply, replayed: undefined })));
        expect([first.length, answers.size]).toEqual([1, 1]);
      }),
    );
  });

  it('the service’s role has the rights that are declared, and one too many is seen', async () => {
    const { admin, url } = straight.database;
    const role = new URL(url).username;
    expect(await strangeRights(admin, role)).toEqual([]);
    await admin.query(`GRANT UPDATE (cash) ON accounts TO "${role}"`);
    expect(await strangeRights(admin, role)).toEqual([
      'the service may UPDATE (cash) on accounts, which is not declared',
    ]);
    await admin.query(`REVOKE UPDATE (cash) ON accounts FROM "${role}"`);
  });
});
