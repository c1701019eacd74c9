import { setTimeout as pause } from 'node:timers/promises';
import { type Fact, faultsOf } from '../messaging/facts-checks.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from './caller.js';
import { cases } from './crash-cases.js';
import { FactHearers, moneyFacts } from './fact-hearers.js';
import { NatsProxy, type Word } from './nats-proxy.js';
import { type Connection, type Frame, PgProxy } from './proxy.js';
import { ledgerChecks, Stand } from './stand.js';

/** Of how many boundaries one is crossed by killing the process; at the others the line is cut. */
const sizes = { small: { killEvery: 12 }, full: { killEvery: 1 } };
const settleMs = 60_000;
/** How long an ask may be without an answer before it is sent again: its line is cut under it often enough. */
const askMs = 1500;

/** They tell a fact of every kind: a batch, and what cannot be in one. */
const telling = ['batch of every kind', 'move of a jackpot'] as const;

/**
 * Stops the wallet before and after it publishes each fact of commands that tell one of every kind, before and after the
 * broker acknowledges it, and before and after every message by which the relay keeps its cursor.
 */
export async function publishPoints(options: Options): Promise<Report> {
  const opened: { proxy?: PgProxy } = {};
  const stand = await Stand.open({
    wallets: 0,
    through: async (url) => (opened.proxy = await PgProxy.before(url)).through(url),
  });
  const broker = await NatsProxy.before(stand.stack.nats.url);
  const hearers = await FactHearers.open(stand.stack);
  try {
    const caller = new Caller(stand.bus, askMs);
    const random = new Seeded(options.seed);
    const points = new Points(opened.proxy as PgProxy, broker);
    const sweep = new Sweep(stand, hearers, points, caller, broker);
    await sweep.startWallet();
    let count = 0;
    for (const name of telling) {
      const places = (await sweep.cross(name, undefined, false)).length;
      for (let place = 0; place < places; place += 1)
        for (const fate of ['cut before', 'cut after'] as const)
          await sweep.cross(name, { place, fate }, random.below(sizes[options.size].killEvery) === 0);
      count += places;
    }
    const told = await sweep.told();
    const kinds = new Set(told.map(({ subject }) => subject));
    const silent = moneyFacts.filter((subject) => !kinds.has(subject));
    sweep.broken.push(
      ...silent.map((subject) => `${subject} was never told`),
      ...faultsOf(told, await hearers.effects()),
      ...(await stand.faultsOf(caller)),
    );
    const bare = faultsOf(told, await hearers.effects('bare_effects'));
    return {
      ...caller.counts,
      faults: { 'lines cut at a boundary': sweep.cuts, 'kill -9 of the wallet at a boundary': sweep.kills },
      checked: [
        ledgerChecks,
        `${count * 2} boundaries of ${points.kinds()}, found by listening, all visited`,
        `${told.length} facts of ${kinds.size} kinds: each has one effect at a consumer, none has two, those of a player in order`,
      ],
      broken: sweep.broken,
      control: {
        what: 'a hearer without an inbox beside it',
        saw: bare.filter((what) => what.includes('more than one effect')),
      },
    };
  } finally {
    await hearers.stop();
    await stand.close();
    await Promise.all([broker.close(), opened.proxy?.close()]);
  }
}

/** Where a stop is, and on which side of it. */
interface Stop {
  place: number;
  fate: 'cut before' | 'cut after';
}

/** Counts the places at which the relay can be stopped, in the order in which they come, and stops it at one. */
class Points {
  /** What was passed, since the last `watch`. */
  passed: string[] = [];
  private readonly all: string[] = [];
  private stop: Stop | undefined;
  private atStop: () => void = () => undefined;
  private open = false;
  private readonly replies = new Set<string>();
  private readonly storing = new WeakSet<Connection>();

  constructor(database: PgProxy, broker: NatsProxy) {
    database.fate = (frame) => (this.isOfCursor(frame) ? this.next(`cursor: ${frame.name}`) : 'pass');
    broker.fate = (word) => (this.isOfFact(word) ? this.next(nameOf(word)) : 'pass');
  }

  /** From now on until the cursor is kept, and stops at `stop`. */
  watch(stop: Stop | undefined, atStop: () => void): void {
    this.passed = [];
    this.replies.clear();
    this.stop = stop;
    this.atStop = atStop;
    this.open = true;
  }

  /** Whether all was passed, or the stop was reached. */
  get over(): boolean {
    return !this.open;
  }

  /** How many there are of each kind, of the first crossing. */
  kinds(): string {
    const of = (kind: string): number => this.all.filter((name) => name.startsWith(kind)).length;
    return `${of('publish')} publishes, ${of('acknowledgement')} acknowledgements, ${of('cursor')} messages of the cursor`;
  }

  private next(name: string): 'pass' | Stop['fate'] {
    if (!this.open) return 'pass';
    const place = this.passed.push(name) - 1;
    const isLast = name === 'cursor: ReadyForQuery';
    if (this.stop?.place !== place) {
      if (isLast) {
        this.open = false;
        if (!this.stop) this.all.push(...this.passed);
      }
      return 'pass';
    }
    this.open = false;
    this.atStop();
    return this.stop.fate;
  }

  private isOfFact({ from, name, subject, reply }: Word): boolean {
    if (from === 'broker') return /MSG$/.test(name) && this.replies.delete(subject);
    const is = /PUB$/.test(name) && moneyFacts.includes(subject);
    if (is && this.open && reply !== undefined) this.replies.add(reply);
    return is;
  }

  /** What the relay keeps before it published anything of this batch is of the one before. */
  private isOfCursor({ connection, from, name, text }: Frame): boolean {
    if (this.passed.length === 0) return false;
    const keeps = /UPDATE outbox_cursor SET published_through = \$1/.test(text);
    if (from === 'service' && name === 'Parse' && keeps) this.storing.add(connection);
    const is = this.storing.has(connection);
    if (from === 'database' && name === 'ReadyForQuery') this.storing.delete(connection);
    return is;
  }
}

const nameOf = ({ from, subject }: Word): string =>
  from === 'service' ? `publish of ${subject}` : 'acknowledgement';

class Sweep {
  cuts = 0;
  kills = 0;
  readonly broken: string[] = [];

  constructor(
    private readonly stand: Stand,
    private readonly hearers: FactHearers,
    private readonly points: Points,
    private readonly caller: Caller,
    private readonly broker: NatsProxy,
  ) {}

  async startWallet(): Promise<void> {
    await this.stand.startWallet(0, { NATS_URL: this.broker.url });
  }

  /** One such command, whose facts are told past this stop. @returns what was passed on the way */
  async cross(name: string, stop: Stop | undefined, kill: boolean): Promise<string[]> {
    const one = cases.find((known) => known.name === name);
    const [player = '', another = ''] = await this.stand.players(this.caller, 2, 1000);
    const made = one?.make(player, another);
    for (const sent of made?.before ?? []) await this.caller.insist(sent);
    await this.until(() => this.isKept());
    let back = Promise.resolve();
    this.points.watch(stop, () => {
      if (!kill) return;
      process.kill(this.stand.wallets[0]?.pid ?? 0, 'SIGKILL');
      back = this.startWallet();
      // Waited for below, also where it fails.
      back.catch(() => undefined);
    });
    if (made) await this.caller.insist(made.command);
    const reached = await this.until(() => Promise.resolve(this.points.over));
    const passed = [...this.points.passed];
    if (stop && !reached) this.broken.push(`boundary ${stop.place} was not reached`);
    else if (kill) this.kills += 1;
    else if (stop) this.cuts += 1;
    await back;
    if (await this.until(() => this.isHeard())) return passed;
    this.broken.push(`${name}, ${stop?.fate ?? 'no fault'} at ${passed.at(-1) ?? ''}: not all was heard`);
    return passed;
  }

  /** What the ledger has to tell. */
  async told(): Promise<(Fact & { subject: string })[]> {
    return (await this.stand.admin.query(
      `SELECT event_id AS "eventId", payload::jsonb->>'playerId' AS "playerId", (payload::jsonb->>'version')::integer AS number, subject
         FROM facts WHERE subject = ANY ($1) ORDER BY id`,
      [moneyFacts],
    )) as (Fact & { subject: string })[];
  }

  private async isHeard(): Promise<boolean> {
    const [row] = (await this.stand.admin.query(
      `SELECT count(*)::integer AS count FROM facts WHERE subject = ANY ($1)`,
      [moneyFacts],
    )) as [{ count: number }];
    return (await this.hearers.heard()) === row.count;
  }

  /** Whether the relay has told all there is, and written it down. */
  private async isKept(): Promise<boolean> {
    const [row] = (await this.stand.admin.query(
      `SELECT published_through >= (SELECT coalesce(max(id), 0) FROM facts) AS kept FROM outbox_cursor`,
    )) as [{ kept: boolean }];
    return row.kept;
  }

  private async until(holds: () => Promise<boolean>): Promise<boolean> {
    for (const end = performance.now() + settleMs; performance.now() < end; await pause(20))
      if (await holds()) return true;
    return false;
  }
}
