import { type Clock, DomainError, ShiftedClock, SystemClock, type TransactionId } from '@croupier/kernel';
import { currentContext, runInContext } from '@croupier/messaging';
import { type TransactionRunner } from '@croupier/persistence';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { LedgerService } from './ledger.service.js';
import { postArguments, postCall, type PostCommand } from './post-call.js';
import { type Posting } from './posting.js';

const at = '2026-11-29T12:00:00.000Z';
const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const recordedAt = new Date('2026-11-29T12:00:01.000Z');

type Row = Record<string, unknown>;

/** What `post` answers to the command at a place, from 1. */
const row = (place: number, over: Row = {}): Row => ({
  ...{ place, verdict: 'posted', transaction_id: null, cash: '90', bonus: '7', version: '3' },
  ...{ stake: null, payout: null, stake_from_bonus: null, payout_to_bonus: null, bonus_change: null },
  ...{ outcome: null, recorded_at: recordedAt, retry_after_ms: null, ...over },
});

const posting = (playerId = 'p', over: Partial<Posting> = {}): Posting => ({
  ...{ playerId, transactionId: `t-${playerId}` as TransactionId, source: 'round', externalId: 'e' },
  ...{ fingerprint: 'f', kind: 'round', currency: 'GBP', at, fact: { subject: 's', payload: {} } },
  ...over,
});

/** A database that remembers what it was asked, and answers when told. */
class Database {
  readonly asked: {
    how: 'kept' | 'undone';
    statement: Row;
    deadlineAt: number | undefined;
    actor: unknown;
  }[] = [];
  readonly open: (() => void)[] = [];
  answer: (players: string[]) => Row[] = (players) => players.map((_, index) => row(index + 1));
  isHeld = false;

  statement(statement: Row & { values: unknown[] }): Promise<Row[]> {
    return this.carryOut('kept', statement);
  }

  rehearse(
    work: (manager: { query: (text: string, values: unknown[]) => Promise<Row[]> }) => Promise<Row[]>,
  ) {
    return work({ query: (text, values) => this.carryOut('undone', { text, values }) });
  }

  private async carryOut(how: 'kept' | 'undone', statement: Row & { values: unknown[] }): Promise<Row[]> {
    const context = currentContext();
    this.asked.push({ how, statement, deadlineAt: context?.deadlineAt, actor: context?.actor });
    if (this.isHeld) await new Promise<void>((resolve) => this.open.push(resolve));
    return this.answer(playersOf(statement));
  }
}

/** Of the first parameter of `post`, which is written as PostgreSQL reads arrays. */
const playersOf = ({ values }: Row): string[] =>
  String((values as string[])[0])
    .replaceAll(/[{}"]/g, '')
    .split(',');
const command = (one: Posting, of?: string): PostCommand => ({ posting: one, at, trace: of });
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('LedgerService', () => {
  let database: Database;
  let ledger: LedgerService;

  const ledgerBy = (clock: Clock): LedgerService =>
    new LedgerService(database as unknown as TransactionRunner, clock);
  const codeOf = async (answer: Row): Promise<unknown> => {
    database.answer = () => [row(1, answer)];
    return ledger.post(posting()).catch((error: unknown) => error);
  };

  beforeEach(() => {
    database = new Database();
    ledger = ledgerBy(new SystemClock());
  });

  it('asks by one named statement, with what the command carries', async () => {
    await ledger.post(posting());
    expect(database.asked.map(({ statement }) => statement)).toEqual([
      { name: 'post', text: postCall, values: postArguments([command(posting())]) },
    ]);
  });

  it('tells what was recorded: of the command what it brought, of the row what the ledger found', async () => {
    const brought = { payout: 4, outcome: { reels: 1 } };
    expect(await ledger.post(posting('p', brought))).toEqual({
      ...{
        transactionId: 't-p',
        balance: { amount: 90, currency: 'GBP' },
        bonus: { amount: 7, currency: 'GBP' },
      },
      ...{ version: 3, recordedAt: recordedAt.toISOString(), replayed: false, outcome: { reels: 1 } },
      ...{ stake: 0, payout: 4, stakeFromBonus: 0, payoutToBonus: 0, bonusChange: 0 },
    });
    database.answer = () => [
      row(1, {
        ...{ verdict: 'replayed', transaction_id: 'first', stake: '5', payout: '6', stake_from_bonus: '1' },
        ...{ payout_to_bonus: '2', bonus_change: '-3', outcome: { reels: 2 } },
      }),
    ];
    expect(await ledger.post(posting('p', brought))).toMatchObject({
      ...{ transactionId: 'first', replayed: true, outcome: { reels: 2 }, stake: 5, payout: 6 },
      ...{ stakeFromBonus: 1, payoutToBonus: 2, bonusChange: -3 },
    });
  });

  it('tells of a replay without an outcome none, and no payout where none is known', async () => {
    database.answer = () => [row(1, { verdict: 'replayed' })];
    expect(await ledger.post(posting('p', { outcome: { reels: 1 } }))).toMatchObject({
      outcome: {},
      payout: 0,
    });
    database.answer = () => [row(1)];
    expect(await ledger.post(posting())).toMatchObject({ outcome: {}, payout: 0 });
  });

  it.each([
    ['insufficient_funds', {}, 'insufficient_funds', undefined],
    ['idempotency_key_reused', {}, 'idempotency_key_reused', undefined],
    ['round_too_soon', { retry_after_ms: '1200' }, 'round_too_soon', 1200],
    ['round_too_soon', {}, 'round_too_soon', 0],
    ['play_blocked', { retry_after_ms: '7' }, 'play_blocked', undefined],
  ])('refuses by the verdict %s %j', async (verdict, over, code, retryAfterMs) => {
    const error = await codeOf({ verdict, ...over });
    expect(error).toBeInstanceOf(DomainError);
    expect([(error as DomainError).code, (error as DomainError).retryAfterMs]).toEqual([code, retryAfterMs]);
  });

  it.each(['unheard_of', 'toString'])('does not pass on a verdict that nobody knows: %s', async (verdict) => {
    const error = await codeOf({ verdict });
    expect(error).toMatchObject({ code: 'internal', detail: `unknown verdict ${verdict}` });
  });

  it('counts from the command or, where it says no time, from the clock of its player', async () => {
    const clock = new ShiftedClock({
      now: () => recordedAt,
      nowFor: () => recordedAt,
      ahead: () => new Map(),
    } as never);
    clock.shift('ahead', 60_000);
    ledger = ledgerBy(clock);
    const { at: _, ...timeless } = posting('ahead');
    await ledger.carryOutAll([posting('p'), timeless], true);
    const later = { ...command(timeless), at: '2026-11-29T12:01:01.000Z' };
    expect(database.asked[0]?.statement['values']).toEqual(postArguments([later, command(posting('p'))]));
  });

  it('hands on the trace of each call, and the longest budget of those in a batch', async () => {
    const call = (deadlineAt: number, of: string): object => ({ deadlineAt, actor: 'player:p', trace: of });
    const later = performance.now() + 90_000;
    await Promise.all([
      runInContext(call(performance.now() + 5000, trace) as never, () => ledger.post(posting('a'))),
      runInContext(call(later, 'other') as never, () => ledger.post(posting('b'))),
    ]);
    expect(database.asked).toHaveLength(1);
    expect(database.asked[0]).toMatchObject({ how: 'kept', deadlineAt: later, actor: 'system:wallet' });
    const values = postArguments([command(posting('a'), trace), command(posting('b'), 'other')]);
    expect(database.asked[0]?.statement['values']).toEqual(values);
  });

  it('carries a batch out under the trace of its first command', async () => {
    const seen: (string | undefined)[] = [];
    database.answer = (players) => {
      seen.push(currentContext()?.trace);
      return players.map((_, index) => row(index + 1));
    };
    const call = { deadlineAt: performance.now() + 5000, actor: 'x', trace };
    await runInContext(call, () => ledger.post(posting('a')));
    await ledger.post(posting('b'));
    expect(seen).toEqual([trace, '']);
  });

  it('waits for no budget where there is none, and carries out nothing whose budget is spent', async () => {
    await ledger.post(posting());
    expect(database.asked[0]?.deadlineAt).toBe(Infinity);
    const spent = { deadlineAt: performance.now() - 1, actor: 'x', trace };
    const late = runInContext(spent, () => ledger.post(posting()));
    await expect(late).rejects.toMatchObject({ code: 'deadline_spent' });
    expect(database.asked).toHaveLength(1);
  });

  it('keeps what it carries out, unless it is a dry run', async () => {
    await ledger.carryOut(posting());
    await ledger.carryOut(posting(), false);
    await ledger.carryOut(posting(), true);
    await ledger.carryOutAll([posting()]);
    await ledger.carryOutAll([posting()], true);
    expect(database.asked.map(({ how }) => how)).toEqual(['kept', 'kept', 'undone', 'kept', 'undone']);
    expect(database.asked[2]?.statement).toEqual({
      ...{ text: postCall, values: postArguments([command(posting())]) },
    });
  });

  it('shares commits between what is carried out one by one, and not with a batch of somebody', async () => {
    await Promise.all([ledger.carryOut(posting('a')), ledger.carryOut(posting('b'))]);
    expect(database.asked).toHaveLength(1);
  });

  it('answers of a dry run what it would be, refused or not', async () => {
    expect(await ledger.carryOut(posting(), true)).toMatchObject({ version: 3 });
    database.answer = () => [row(1, { verdict: 'insufficient_funds' })];
    await expect(ledger.carryOut(posting(), true)).rejects.toMatchObject({ code: 'insufficient_funds' });
    const [refused] = await ledger.carryOutAll([posting()], true);
    expect(refused).toMatchObject({ code: 'insufficient_funds' });
  });

  it('asks nothing for nothing', async () => {
    expect(await ledger.carryOutAll([])).toEqual([]);
    expect(database.asked).toEqual([]);
  });

  it.each([false, true])(
    'answers in the order of the commands, whatever that of the ledger: dry run %s',
    async (dryRun) => {
      database.answer = (players) =>
        players
          .map((player, index) =>
            row(
              index + 1,
              player === 'b' ? { verdict: 'no_account' } : { cash: String(player.charCodeAt(0)) },
            ),
          )
          .reverse();
      const answers = await ledger.carryOutAll(
        ['c', 'b', 'd', 'a'].map((player) => posting(player)),
        dryRun,
      );
      expect(playersOf(database.asked[0]?.statement ?? {})).toEqual(['a', 'b', 'c', 'd']);
      expect(
        answers.map((answer) => (answer instanceof DomainError ? answer.code : answer.transactionId)),
      ).toEqual(['t-c', 'no_account', 't-d', 't-a']);
      expect(answers[0]).toMatchObject({ balance: { amount: 99 } });
    },
  );

  it.each([[[]], [[row(1), row(1)]], [[row(2)]]])(
    'believes no answer that is not one a command: %j',
    async (rows) => {
      database.answer = () => rows;
      await expect(ledger.post(posting())).rejects.toThrow(
        /post answers each command once|there is no command 1/,
      );
    },
  );

  it('sends 128 commands at most in one batch, and 64 at least beside another', async () => {
    database.isHeld = true;
    const submit = (count: number, name: string): void => {
      for (let index = 0; index < count; index += 1)
        ledger.post(posting(`${name}${index}`)).catch(() => undefined);
    };
    const sizes = (): number[] => database.asked.map(({ statement }) => playersOf(statement).length);
    submit(129 + 62, 'x');
    await settle();
    expect(sizes()).toEqual([128]);
    submit(1, 'y');
    await settle();
    expect(sizes()).toEqual([128, 64]);
  });

  it('keeps the commands of one player from running beside each other', async () => {
    database.isHeld = true;
    for (let index = 0; index < 300; index += 1) ledger.post(posting('p')).catch(() => undefined);
    await settle();
    ledger.post(posting('p')).catch(() => undefined);
    await settle();
    expect(database.asked).toHaveLength(1);
  });

  it('lets 4,096 commands wait, and refuses the next', async () => {
    database.isHeld = true;
    ledger.post(posting('first')).catch(() => undefined);
    await settle();
    const waiting = Array.from({ length: 4096 }, () => ledger.post(posting('first')));
    for (const one of waiting) one.catch(() => undefined);
    await expect(ledger.post(posting('last'))).rejects.toMatchObject({ code: 'overloaded' });
    await settle();
    for (let last = 0; last < 4097 / 128 + 2; last += 1) {
      database.open.shift()?.();
      await settle();
      await settle();
    }
    expect(await Promise.all(waiting)).toHaveLength(4096);
  });
});
