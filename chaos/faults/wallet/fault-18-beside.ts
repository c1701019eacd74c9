import { setTimeout as pause } from 'node:timers/promises';
import { standStill } from '@croupier/testing';
import { Client } from 'pg';
import { quantile } from '../../../bench/figures.js';
import { type Options } from '../item.js';
import { Seeded } from '../random.js';
import { type Answered, Caller } from './caller.js';
import { round } from './commands.js';
import { isOfPost, type PgProxy } from './proxy.js';
import { type Stand } from './stand.js';

const others = 40;
/** One bet of somebody else so often, in ms, whatever becomes of those before it. */
const everyMs = 8;
const calmMs = 2500;
/** Less than a lock is kept for. */
const lockedMs = 4000;
/** How long a bet may be without an answer; one that went to a wallet that stands still never has one. */
const deadlineMs = 1000;
/** Fewer answers than this say nothing. */
const least = 50;
/** What p99 of the others may be more by than times without a lock are among themselves. */
const bound = 1.1;

export interface Beside {
  words: string;
  broken: string[];
  counts: { ok: number; refused: number; unknown: number };
  /** What the same eyes saw of a lock of everybody's rows. */
  control: string[];
}

/**
 * A wallet is frozen while it holds one player's row, and all the other players bet at a steady pace: the broker goes on
 * giving it its share of them, and the other wallet has to serve the rest as if nothing were. Before it and after it nothing
 * is locked; those times are held against each other, too. One that is killed lets go of its row at once.
 * The first wallet goes through the proxy and is the one that stops, the second one is there.
 */
export async function besideALock(stand: Stand, proxy: PgProxy, { seed }: Options): Promise<Beside> {
  const random = new Seeded(seed);
  const caller = new Caller(stand.bus, deadlineMs);
  const [hot = '', ...players] = await stand.players(caller, others + 1, 1_000_000);
  const run = new Run(stand, proxy, caller, { hot, players, random });
  const { words, broken } = await run.beside();
  const control = await run.everybodyLocked();
  await caller.resolve();
  broken.push(...(await stand.faultsOf(caller)));
  return { words, broken, control, counts: caller.counts };
}

class Run {
  constructor(
    private readonly stand: Stand,
    private readonly proxy: PgProxy,
    private readonly caller: Caller,
    private readonly who: { hot: string; players: readonly string[]; random: Seeded },
  ) {}

  async beside(): Promise<{ words: string; broken: string[] }> {
    const { stand, proxy } = this;
    const victim = await stand.startWallet(0);
    // What is prepared and planned once is of no time.
    await this.bets(calmMs, () => false);
    const before = await this.bets(calmMs, () => false);
    const stopped = await this.freeze(victim.pid);
    const during = await this.bets(lockedMs, () => stopped.isFree);
    await stopped.free;
    await victim.kill();
    proxy.heal();
    await stand.startWallet(0);
    await this.bets(calmMs, () => false);
    const after = await this.bets(calmMs, () => false);
    await stand.wallets[0]?.stop();
    return judged('beside a row of a wallet that is frozen', { before, during, after });
  }

  /** The same eyes while every row is locked. @returns what they saw */
  async everybodyLocked(): Promise<string[]> {
    const url = new URL(this.stand.stack.server.superuserUrl);
    url.pathname = '/wallet';
    const client = new Client({ connectionString: url.href });
    await client.connect();
    const calm = await this.bets(calmMs, () => false);
    await client.query('BEGIN');
    await client.query('LOCK TABLE accounts IN EXCLUSIVE MODE');
    const during = await this.bets(calmMs, () => false);
    await client.query('ROLLBACK');
    await client.end();
    return judged("beside a lock of everybody's rows", { before: calm, during, after: calm }).broken;
  }

  /** Freezes the victim with the hot row in its hands: bets of that player alone come, until one comes to it. */
  private async freeze(pid: number): Promise<{ isFree: boolean; free: Promise<void> }> {
    const frozen = new Promise<string>((resolve, reject) => {
      this.proxy.fate = (frame) => {
        if (!isOfPost(frame) || frame.from !== 'service' || frame.name !== 'Sync') return 'pass';
        standStill(pid).then(() => resolve('frozen'), reject);
        return 'keep';
      };
    });
    for (let bet = 0; bet < 100; bet += 1) {
      const answered = this.caller.send(round(this.who.hot, 1, 0)).then(({ code }) => code);
      // The one that stops it has no answer.
      if ((await Promise.race([frozen, answered])) !== 'frozen') continue;
      const state = { isFree: false, free: Promise.resolve() };
      state.free = this.stand.admin
        .query('SELECT FROM accounts WHERE player_id = $1 FOR UPDATE', [this.who.hot])
        .then(() => void (state.isFree = true));
      return state;
    }
    throw new Error('no bet of a hundred came to the wallet that was to be frozen');
  }

  /** Bets of the others at a steady pace. */
  private async bets(ms: number, isOver: () => boolean): Promise<Answered[]> {
    const { players, random } = this.who;
    const sent: Promise<Answered>[] = [];
    for (const end = performance.now() + ms; performance.now() < end && !isOver(); await pause(everyMs))
      sent.push(this.caller.send(round(random.pick(players), 1, 0)));
    return Promise.all(sent);
  }
}

interface Phases {
  before: readonly Answered[];
  during: readonly Answered[];
  after: readonly Answered[];
}

/** What the other players were told, and how fast: by whichever wallet was there. */
function judged(where: string, { before, during, after }: Phases): { words: string; broken: string[] } {
  const [first, last] = [p99(before), p99(after)];
  const calm = Math.max(first, last);
  const noise = calm / Math.min(first, last);
  const served = during.filter(({ code }) => code === 'ok');
  const open = during.filter(({ code }) => code === 'outcome_unknown');
  const refused = during.filter(({ code }) => code !== 'ok' && code !== 'outcome_unknown');
  const most = calm * bound * noise;
  const words =
    `${where}: of ${during.length} bets of ${others} others ${served.length} were served, ${open.length} not answered; ` +
    `p99 of those served ${p99(served).toFixed(1)} ms, before it ${first.toFixed(1)}, after it ${last.toFixed(1)}`;
  const broken = [
    ...refused.map(({ code }) => `${where}: a bet of somebody else was ${code}`),
    ...(served.length < least ? [`${words}: too few`] : []),
    ...(p99(served) > most ? [`${words}: more than ${most.toFixed(1)}`] : []),
  ];
  return { words, broken };
}

const p99 = (answers: readonly Answered[]): number =>
  quantile(
    answers.map(({ ms }) => ms),
    0.99,
  );
