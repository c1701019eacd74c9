import { setTimeout as pause } from 'node:timers/promises';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { plantNoKeys } from '../wallet/bugs.js';
import { Caller } from '../wallet/caller.js';
import { NatsProxy } from '../wallet/nats-proxy.js';
import { PgProxy } from '../wallet/proxy.js';
import { MoneyStand } from './money-stand.js';
import { firstCash, type SagaCase, sagaCases } from './saga-cases.js';
import { type Point, SagaPoints } from './saga-points.js';

/**
 * Of how many points one is met by killing payments; at the others its line is cut. Unless it is `again`, a payment is not
 * stopped where one before it was.
 */
const sizes = { small: { killEvery: 16, again: false }, full: { killEvery: 1, again: true } };
const settleMs = 60_000;
/** How long an ask may be without an answer before it is sent again: its line is cut under it all the time. */
const askMs = 1000;

/** Stops payments at each step of deposits and withdrawals and compares how they end. */
export async function sagas(options: Options): Promise<Report> {
  const servers: { database?: PgProxy; broker?: NatsProxy } = {};
  const stand = await MoneyStand.open(async (databaseUrl, brokerUrl) => {
    servers.database ??= await PgProxy.before(databaseUrl);
    servers.broker ??= await NatsProxy.before(brokerUrl);
    return { DATABASE_URL: servers.database.through(databaseUrl), NATS_URL: servers.broker.url };
  });
  try {
    await stand.startPayments();
    const { database, broker } = servers as Required<typeof servers>;
    const points = new SagaPoints({ database, broker, provider: stand.provider });
    const sweep = new SagaSweep(stand, points);
    const random = new Seeded(options.seed);
    const { killEvery, again } = sizes[options.size];
    for (const one of sagaCases) {
      const isWanted = again ? () => true : sweep.isNew;
      await sweep.all(one, () => random.below(killEvery) === 0, isWanted);
      options.say(`${one.name}: ${sweep.points} points so far, ${sweep.broken.length} broken`);
    }
    const broken = [...sweep.broken, ...(await stand.faultsOf())];
    return {
      ...{ ok: sweep.ended, refused: 0, unknown: sweep.unknowns },
      faults: {
        'lines of payments cut at a point': sweep.cuts,
        'kill -9 of payments at a point': sweep.kills,
      },
      checked: [
        'C1 to C4 of the ledger',
        `${sweep.points} points of ${sagaCases.length} payments, every ask of payments that writes among them, found by listening: statements, asks, calls of the provider; all visited`,
        'each payment ends as it does without a fault, by the rows of payments, its facts, the ledger and the provider; paid at most once',
        'at no end is money anywhere but in exactly one of cash, held and paid',
      ],
      broken,
      control: await control(stand, sweep),
    };
  } finally {
    await stand.close();
    await Promise.all([servers.database?.close(), servers.broker?.close()]);
  }
}

class SagaSweep {
  points = 0;
  cuts = 0;
  kills = 0;
  ended = 0;
  unknowns = 0;
  broken: string[] = [];
  private readonly visited = new Set<string>();

  constructor(
    private readonly stand: MoneyStand,
    private readonly at: SagaPoints,
  ) {}

  /** Whether no payment was stopped there yet. */
  readonly isNew = (point: Point): boolean => !this.visited.has(nameOf(point));

  async all(one: SagaCase, isKill: () => boolean, isWanted: (point: Point) => boolean): Promise<void> {
    const { left, passed } = await this.run(one, undefined, false);
    const told = one.tells === undefined ? '[]' : `[{"subject":"${one.tells}","count":1}]`;
    for (const part of ['"strayed":0', `"told":${told}`])
      if (!left.includes(part)) this.broken.push(`${one.name} without a fault left no ${part}: ${left}`);
    const points = passed.flatMap(({ name, nth, sides }) => sides.map((fate) => ({ name, nth, fate })));
    for (const point of points.filter(isWanted)) await this.one(one, point, isKill(), left);
    for (const point of points) this.visited.add(nameOf(point));
  }

  /** A timer may come between: a point that was not reached is tried for again. */
  private async one(one: SagaCase, point: Point, kill: boolean, left: string): Promise<void> {
    this.points += 1;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const run = await this.run(one, point, kill);
      const where = `${one.name}, ${point.fate} ${point.name} (${point.nth})`;
      if (run.left !== left) this.broken.push(`${where}: left ${run.left}, without a fault ${left}`);
      if (!run.reached) continue;
      if (kill) this.kills += 1;
      else this.cuts += 1;
      return;
    }
    this.broken.push(`${one.name}, ${point.name} (${point.nth}): not reached`);
  }

  private async run(
    one: SagaCase,
    point: Point | undefined,
    kill: boolean,
  ): Promise<{ left: string; passed: SagaPoints['passed']; reached: boolean }> {
    const { stand, at } = this;
    const playerId = await stand.player(firstCash);
    const caller = new Caller(stand.bus, askMs);
    let back = Promise.resolve();
    at.begin(point, () => {
      if (!kill || !stand.payments) return;
      process.kill(stand.payments.pid, 'SIGKILL');
      back = stand.startPayments();
      // Waited for below, also where it fails.
      back.catch(() => undefined);
    });
    const refused = await one.drive({ stand, caller, playerId }).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    const has =
      refused === undefined && (await this.ends(one, playerId, () => point !== undefined && at.over));
    const [{ passed }, reached] = [at, at.over];
    at.end();
    await back;
    this.ended += 1;
    this.unknowns += caller.unknowns;
    const left = await this.leftOf(playerId);
    return { left: has ? left : `${refused ?? 'not ended'}: ${left}`, passed, reached };
  }

  /** Waits until the payment has ended; after a fault nobody waits for a timer. */
  private async ends(one: SagaCase, playerId: string, isHurried: () => boolean): Promise<boolean> {
    const { payments, sandbox } = this.stand.books;
    for (const end = performance.now() + settleMs; performance.now() < end; await pause(50)) {
      const hurry = `UPDATE ${one.table} SET next_check_at = now() WHERE player_id = $1 AND next_check_at > now()`;
      if (isHurried()) {
        await payments.query(hurry, [playerId]);
        await sandbox.query('UPDATE psp_webhooks SET due_at = now() WHERE due_at > now()');
      }
      const [row] = (await payments.query(
        `SELECT count(*)::integer AS count FROM ${one.table}
          WHERE player_id = $1 AND next_check_at IS NULL AND status = $2`,
        [playerId, one.ends],
      )) as [{ count: number }];
      const [due] = (await sandbox.query(
        'SELECT count(*)::integer AS count FROM psp_webhooks WHERE due_at IS NOT NULL',
      )) as [{ count: number }];
      if (row.count === 1 && due.count === 0) return true;
    }
    return false;
  }

  /** How the player's payments stand in each of the books, but for ids and times. */
  private async leftOf(playerId: string): Promise<string> {
    const { wallet, payments, sandbox } = this.stand.books;
    const rows = (await payments.query(
      `SELECT 'deposit' AS what, deposit_id AS id, status, amount::integer, failure_reason AS why FROM deposits WHERE player_id = $1
       UNION ALL
       SELECT 'withdrawal', withdrawal_id, status, amount::integer, failure_reason FROM withdrawals WHERE player_id = $1`,
      [playerId],
    )) as { what: string; id: string; status: string; amount: number; why: string | null }[];
    const ids = rows.map(({ id }) => id);
    const told: unknown = await payments.query(
      `SELECT subject, count(*)::integer FROM outbox WHERE payload->>'paymentId' = ANY ($1) GROUP BY 1 ORDER BY 1`,
      [ids],
    );
    const outside = (await sandbox.query(
      `SELECT 'payment' AS what, status, captured::integer AS amount FROM psp_payments WHERE reference = ANY ($1)
       UNION ALL SELECT 'payout', outcome, amount::integer FROM psp_payouts WHERE reference = ANY ($1)`,
      [ids],
    )) as { what: string; status: string; amount: number }[];
    const [account] = (await wallet.query(
      `SELECT cash::integer, withdrawing::integer, version::integer FROM accounts WHERE player_id = $1`,
      [playerId],
    )) as [{ cash: number; withdrawing: number; version: number }];
    const moved: unknown = await wallet.query(
      `SELECT kind, cash_change::integer, withdrawing_after::integer FROM transactions WHERE player_id = $1 ORDER BY version`,
      [playerId],
    );
    const paidIn = sum(outside, ({ what, status }) => what === 'payment' && status === 'captured');
    const paidOut = sum(outside, ({ what, status }) => what === 'payout' && status === 'paid');
    const due = firstCash + paidIn - paidOut;
    const strayed = due - account.cash - account.withdrawing;
    const stored = rows.map(({ what, status, amount, why }) => ({ what, status, amount, why }));
    return JSON.stringify({ stored, told, outside, account, moved, strayed });
  }
}

const nameOf = ({ name, nth, fate }: Point): string => `${fate} ${name} ${nth}`;

function sum<Row extends { amount: number }>(rows: readonly Row[], counts: (row: Row) => boolean): number {
  return rows.filter(counts).reduce((total, { amount }) => total + amount, 0);
}

/** A wallet that keeps no keys moves the money of a payment again when it is asked again. */
async function control(stand: MoneyStand, sweep: SagaSweep): Promise<Report['control']> {
  await plantNoKeys(stand.books.wallet);
  sweep.broken = [];
  const [deposit] = sagaCases;
  if (deposit)
    await sweep.all(
      deposit,
      () => false,
      ({ name }) => name === 'answer to rpc.wallet.credit-deposit.v1',
    );
  return { what: 'a wallet that keeps no key of a command', saw: sweep.broken };
}
