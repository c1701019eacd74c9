import { Client } from 'pg';
import { setControls } from '@croupier/contracts';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from './caller.js';
import { round } from './commands.js';
import { besideALock } from './fault-18-beside.js';
import { type Frame, isOfPost, PgProxy } from './proxy.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { deaths: 1, freezes: 1 }, full: { deaths: 60, freezes: 20 } };
/** What the limits on a transaction free its lock in, and room for a busy machine. */
const boundMs = 7000;
const patienceMs = 30_000;
/** How long an ask may be without an answer: the broker gives one that stands still its share of them. */
const askMs = 1500;

/** A wallet dies or stands still between the first lock and the commit; another one must get on with the same player. */
export async function heldLocks(options: Options): Promise<Report> {
  const { deaths, freezes } = sizes[options.size];
  const opened: { proxy?: PgProxy } = {};
  // The first wallet goes through the proxy, the second straight.
  const stand = await Stand.open({
    wallets: 0,
    through: async (url) => (opened.proxy = await PgProxy.before(url)).through(url),
  });
  const proxy = opened.proxy as PgProxy;
  try {
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus, askMs);
    const straight = { DATABASE_URL: stand.stack.databaseUrl('wallet', 'wallet') };
    await stand.startWallet(1, straight);
    const players = await stand.players(caller, 6, 1_000_000);
    const results: Freed[] = [];
    for (const way of ways) {
      for (let time = 0; time < (way.frozen ? freezes : deaths); time += 1) {
        options.say(`${way.what} …`);
        results.push(
          await once(stand, proxy, caller, {
            way,
            hot: random.pick(players.slice(1)),
            other: players[0] ?? '',
            straight,
          }),
        );
      }
    }
    await caller.resolve();
    options.say('others beside a lock …');
    const beside = await besideALock(stand, proxy, options);
    const unlimited = await control(stand, caller, players[1] ?? '');
    const broken = [
      ...results.flatMap(({ broken: found }) => found),
      ...beside.broken,
      ...(await stand.faultsOf(caller)),
    ];
    const { ok, refused, unknown } = caller.counts;
    return {
      ok: ok + beside.counts.ok,
      refused: refused + beside.counts.refused,
      unknown: unknown + beside.counts.unknown,
      faults: Object.fromEntries(
        ways.map(({ what }) => [what, results.filter((result) => result.way === what).length]),
      ),
      checked: [
        ledgerChecks,
        ...ways.map(
          ({ what }) =>
            `${what}: the player's row was free ${Math.max(...results.filter(({ way }) => way === what).map(({ ms }) => ms)).toFixed(0)} ms after the stop at most; then it plays on`,
        ),
        beside.words,
      ],
      broken,
      control: {
        what: "a connection without limits on idle transactions; a lock of everybody's rows",
        saw: unlimited.length > 0 && beside.control.length > 0 ? [...unlimited, ...beside.control] : [],
      },
    };
  } finally {
    await proxy.close();
    await stand.close();
  }
}

interface Way {
  what: string;
  frozen: boolean;
  /** Where the wallet is stopped: its transaction has the lock and is not committed. */
  at: (frame: Frame) => boolean;
  controls: boolean;
}

const isSync = (frame: Frame): boolean =>
  isOfPost(frame) && frame.from === 'service' && frame.name === 'Sync';
const isCommit = ({ from, text }: Frame): boolean => from === 'service' && /COMMIT/.test(text);
const ways: readonly Way[] = [
  { what: 'kill -9 before the commit of a bet', frozen: false, at: isSync, controls: false },
  { what: 'SIGSTOP before the commit of a bet', frozen: true, at: isSync, controls: false },
  { what: 'kill -9 before the COMMIT of new limits', frozen: false, at: isCommit, controls: true },
  { what: 'SIGSTOP before the COMMIT of new limits', frozen: true, at: isCommit, controls: true },
];

interface Freed {
  way: string;
  ms: number;
  broken: string[];
}

async function once(
  stand: Stand,
  proxy: PgProxy,
  caller: Caller,
  { way, hot, other, straight }: { way: Way; hot: string; other: string; straight: Record<string, string> },
): Promise<Freed> {
  const broken: string[] = [];
  const victim = await stand.startWallet(0);
  // For a moment the victim is alone, so that it gets the command.
  await stand.wallets[1]?.stop();
  let freed: Promise<number> | undefined;
  proxy.fate = (frame) => {
    if (freed || !way.at(frame)) return 'pass';
    process.kill(victim.pid, way.frozen ? 'SIGSTOP' : 'SIGKILL');
    freed = lockedFor(stand, hot);
    return 'keep';
  };
  const sent = round(hot, 5, 2);
  const controls = { playerId: hot, revision: Date.now(), limits: [], blocks: [] };
  const pending = way.controls
    ? stand.bus.ask(setControls, controls, { deadlineMs: askMs }).then(
        () => 'ok',
        () => 'failed',
      )
    : caller.send(sent).then(({ code }) => code);
  const code = await pending;
  if (!freed) broken.push(`${way.what}: the wallet was not stopped, it answered ${code}`);
  // A process that is killed takes its connections with it; one that stands still keeps them open.
  if (!way.frozen) proxy.cutAll();
  await stand.startWallet(1, straight);
  const ms = (await freed) ?? 0;
  if (ms > boundMs) broken.push(`${way.what}: the player's row was locked for ${Math.round(ms)} ms`);
  const beside = await caller.insist(round(other, 1, 0), patienceMs);
  const again = await caller.insist(round(hot, 1, 0), patienceMs);
  if (beside.code !== 'ok' || again.code !== 'ok')
    broken.push(`${way.what}: afterwards a bet was ${again.code}`);
  await victim.kill();
  proxy.heal();
  return { way: way.what, ms, broken };
}

/** How long somebody else waits for a player's row, in ms. */
async function lockedFor(stand: Stand, playerId: string): Promise<number> {
  const startedAt = performance.now();
  await stand.admin.query('SELECT FROM accounts WHERE player_id = $1 FOR UPDATE', [playerId]);
  return performance.now() - startedAt;
}

/** A connection without those limits keeps its lock for as long as it likes. */
async function control(stand: Stand, caller: Caller, playerId: string): Promise<string[]> {
  const url = new URL(stand.stack.server.superuserUrl);
  url.pathname = '/wallet';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM accounts WHERE player_id = $1 FOR UPDATE', [playerId]);
  const saw = await caller.insist(round(playerId, 1, 0), boundMs).then(
    () => [],
    (error: unknown) => [`the player waited in vain: ${String(error)}`],
  );
  await client.query('ROLLBACK');
  await client.end();
  return saw;
}
