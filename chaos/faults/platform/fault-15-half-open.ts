import { setTimeout as pause } from 'node:timers/promises';
import { createDeposit, createWithdrawal } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from '../wallet/caller.js';
import { gbp, sent, type Sent } from '../wallet/commands.js';
import { PgProxy } from '../wallet/proxy.js';
import { stockDriverHangs } from '../wallet/stock-driver.js';
import { MoneyStand } from './money-stand.js';

const sizes = { small: { silences: 3, players: 6 }, full: { silences: 30, players: 20 } };
const cash = 200_000;
const deadlineMs = 1500;
const slackMs = 250;
const typed = ['ok', 'outcome_unknown', 'service_unavailable', 'overloaded', 'deadline_spent'];

/** The database of payments accepts and says nothing, in the middle of deposits and withdrawals. */
export async function paymentsHalfOpen(options: Options): Promise<Report> {
  const { silences, players: count } = sizes[options.size];
  const opened: { proxy?: PgProxy } = {};
  const stand = await MoneyStand.open(async (databaseUrl) => {
    opened.proxy ??= await PgProxy.before(databaseUrl);
    return { DATABASE_URL: opened.proxy.through(databaseUrl) };
  });
  try {
    await stand.startPayments();
    const proxy = opened.proxy as PgProxy;
    const caller = new Caller(stand.bus, deadlineMs);
    const players = await Promise.all(Array.from({ length: count }, () => stand.player(cash)));
    const random = new Seeded(options.seed);
    const next = (): Sent => payment(random.pick(players), random.below(2) === 0);
    for (let silence = 0; silence < silences; silence += 1) {
      await silently(proxy, caller, next);
      await caller.insist(next());
    }
    const slowest = Math.max(...caller.answers.map(({ ms }) => ms));
    const broken = caller.answers.flatMap(({ code, ms }) => [
      ...(ms > deadlineMs + slackMs ? [`a call took ${Math.round(ms)} ms`] : []),
      ...(typed.includes(code) ? [] : [`a call in the silence was ${code}`]),
    ]);
    const open = caller.journal.unknown;
    const resolved = await caller.resolve();
    broken.push(...(await wrongRows(stand, caller.journal)), ...(await stand.faultsOf()));
    const url = stand.stack.databaseUrl('payments', 'payments');
    const saw = await stockDriverHangs(proxy, url, deadlineMs + slackMs);
    const booked = await wrongRows(stand, { ok: [], refused: open });
    return {
      ...caller.counts,
      faults: { 'times the database of payments went silent': silences },
      checked: [
        `every call settled by its deadline of ${deadlineMs} ms + ${slackMs} ms; the slowest took ${Math.round(slowest)} ms`,
        `${resolved} payments without an answer, asked for again by their keys: each is there once, and none of those that were refused`,
        'C1 to C4 of the ledger',
      ],
      broken,
      control: {
        what: 'a stock driver, and a caller who books what had no answer as a refusal',
        saw: saw.length > 0 && booked.length > 0 ? [...saw, ...booked] : [],
      },
    };
  } finally {
    await stand.close();
    await opened.proxy?.close();
  }
}

function payment(playerId: string, isDeposit: boolean): Sent {
  const idempotencyKey = newId();
  const request = { playerId, idempotencyKey, amount: gbp(1500) };
  return isDeposit
    ? sent(idempotencyKey, createDeposit, { ...request, method: 'card' })
    : sent(idempotencyKey, createWithdrawal, { ...request, method: 'bank' });
}

async function silently(proxy: PgProxy, caller: Caller, next: () => Sent): Promise<void> {
  const answers = Array.from({ length: 10 }, () => caller.send(next()));
  await pause(20);
  proxy.silence();
  for (let call = 0; call < 40; call += 1) {
    answers.push(caller.send(next()));
    await pause(20);
  }
  await Promise.all(answers);
  proxy.heal();
}

/** Keys that payments has another number of rows of than they must have. */
async function wrongRows(
  stand: MoneyStand,
  { ok, refused }: { ok: readonly string[]; refused: readonly string[] },
): Promise<string[]> {
  const rows = (await stand.books.payments.query(`
    SELECT idempotency_key AS key FROM deposits UNION ALL SELECT idempotency_key FROM withdrawals`)) as {
    key: string;
  }[];
  const of = (key: string): number => rows.filter((row) => row.key === key).length;
  return [
    ...ok.filter((key) => of(key) !== 1).map((key) => `${key} is there ${of(key)} times`),
    ...refused.filter((key) => of(key) > 0).map((key) => `${key} was refused and is there`),
  ];
}
