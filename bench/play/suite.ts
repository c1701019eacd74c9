import { newId } from '@croupier/kernel';
import { type Figure, quantile, ratioTo, told } from '../figures.js';
import { BenchStack } from '../stack.js';
import { inFlight, type Measured } from '../wallet/load.js';
import { type Say } from '../wallet/suite.js';
import { watchCommits } from './commits.js';
import { type House, makeKeys, openCommon, openNoop, openOurs } from './house.js';
import { HttpConnection } from './http-connection.js';
import { headersOf, type Player, Players } from './players.js';
import { watchHops } from './hops.js';
import { Ledger } from './ledger.js';
import { watchProcesses } from './processes.js';
import { Profiles } from './profiles.js';

const suite = 'play';
/** Each plays once in a cycle of the game, 2.5 s: so many are good for 6,000 rounds a second, and it says so where they are too few. */
const fullCrowd = 16_000;
const stake = 10;
/** How long a player rests: a little longer than the game's own cycle, so that no round comes too soon by another clock. */
const cycles = { ours: 2600, light: 2600, common: 0, dutiful: 0, noop: 0 } as const;
const measureMs = 4000;
const turns = 3;
const steps = [64, 256] as const;

type Step = (typeof steps)[number];
/** `light` is ours with a ledger that counts nothing against limits and tells nobody; `dutiful` the common way with one that does. */
type Way = 'ours' | 'light' | 'common' | 'dutiful' | 'noop';
const ways = Object.keys(cycles) as Way[];

export interface PlayOptions {
  /** Folder for CPU profiles of gateway, games and wallet. */
  profile?: string;
  players?: number;
}

/**
 * A player's round by HTTP: gateway, games, wallet, durable before it is answered. Beside it the same gateway with a route that
 * asks nobody, and the same path as most people write it.
 */
export async function benchPlay(say: Say, options: PlayOptions = {}): Promise<Figure[]> {
  const profiles = options.profile === undefined ? undefined : new Profiles(options.profile);
  const crowd = options.players ?? fullCrowd;
  const stack = await BenchStack.open();
  try {
    const keys = await makeKeys();
    say(`${crowd} players sign in and open a game`);
    const ours = await openOurs(stack, keys, crowd, profiles);
    const common = await openCommon(stack, keys, ours.players, 'common');
    const dutiful = await openCommon(stack, keys, ours.players, 'dutiful');
    const noop = noopOf(ours, await openNoop(stack));
    say(
      'everybody plays once: from then on tokens and sessions are known, as they are to a gateway that runs',
    );
    for (const house of [noop, ours]) await playOnce(house, house === noop ? requests.noop : requests.ours);
    const ledger = await Ledger.open(stack);
    const contenders: readonly Contender[] = [
      { way: 'common', house: common },
      { way: 'dutiful', house: dutiful },
      { way: 'noop', house: noop },
      { way: 'ours', house: ours, before: () => ledger.without([]) },
      { way: 'light', house: ours, before: () => ledger.without(['outbox', 'controls']) },
    ];
    const medians: Partial<Medians> = {};
    for (const many of steps) Object.assign(medians, await inTurns(many, contenders, say));
    await ledger.without([]);
    if (profiles) await profile(profiles, ours, say);
    await ledger.close();
    await ours.server?.destroy();
    return [...each(medians as Medians), ...ratios(medians as Medians)];
  } finally {
    await stack.close();
  }
}

function noopOf({ players, processes }: House, { url, pid }: { url: string; pid: number }): House {
  return { url, players, processes: () => ({ ...processes(), gateway: [pid] }) };
}

interface Contender {
  way: Way;
  house: House;
  /** Before each of its turns. */
  before?: () => Promise<void>;
}

/** What is told of one way: the medians of its turns. */
interface Median extends Measured {
  /** Of one processor, by process. */
  shares: Record<string, number>;
}

type Medians = Record<`${Way}-${Step}`, Median>;

/** Each in its turn, and all of them several times: what the machine does meanwhile it does to all. @returns the median of each */
async function inTurns(
  many: Step,
  contenders: readonly Contender[],
  say: Say,
): Promise<Record<string, Median>> {
  const runs = new Map<Way, Median[]>(ways.map((way) => [way, []]));
  for (let turn = 1; turn <= turns; turn += 1)
    for (const { way, house, before } of contenders) {
      await before?.();
      const { result, shares, hops, commits, waits } = await measure(many, house, way);
      runs.get(way)?.push({ ...result, shares });
      say(inLine(`${way}, ${many} connections, ${turn} of ${turns}`, result, shares));
      if (hops) say(`  mean: ${inMs(hops)}`);
      if (commits) say(`  commits a round: ${inNumbers(commits)}`);
      if (waits > 0) say(`  ${house.players.length} players are too few: ${waits} times nobody was ready`);
    }
  return Object.fromEntries([...runs].map(([way, results]) => [`${way}-${many}`, medianOf(results)]));
}

/** Each figure's own median: one run's slowest percent says nothing of its throughput. */
function medianOf(results: readonly Median[]): Median {
  const of = (value: (result: Median) => number): number => quantile(results.map(value), 0.5);
  const processes = Object.keys(results[0]?.shares ?? {});
  return {
    perSecond: of(({ perSecond }) => perSecond),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    shares: Object.fromEntries(processes.map((name) => [name, of(({ shares }) => shares[name] ?? 0)])),
  };
}

/** One more turn, which is not counted: to be looked at costs something. */
async function profile(profiles: Profiles, house: House, say: Say): Promise<void> {
  profiles.toggle(house.processes());
  const { result, shares } = await measure(64, house, 'ours');
  profiles.toggle(house.processes());
  say(inLine('ours, 64 connections, profiled', result, shares));
  for (const line of await profiles.summaries()) say(line);
}

interface Request {
  path: string;
  body: string;
}

const ourBody = JSON.stringify({ stake: { amount: stake, currency: 'GBP' } });
const ourRequest: ToRequest = ({ sessionId }) => ({
  path: `/v1/game-sessions/${sessionId}/rounds`,
  body: ourBody,
});
const commonRequest: ToRequest = ({ sessionId }) => ({
  path: '/bets',
  body: JSON.stringify({ sessionId, roundId: newId(), stake }),
});
const requests: Readonly<Record<Way, ToRequest>> = {
  ours: ourRequest,
  light: ourRequest,
  noop: ({ sessionId }) => ({ path: `/v1/noop/${sessionId}`, body: ourBody }),
  common: commonRequest,
  dutiful: commonRequest,
};

type ToRequest = (player: Player) => Request;

async function playOnce({ url, players }: House, request: ToRequest): Promise<void> {
  const left = [...players];
  const worker = async (): Promise<void> => {
    const connection = await HttpConnection.open(url);
    for (let player = left.pop(); player; player = left.pop()) {
      await play(connection, player, request);
      player.restsUntil = performance.now() + cycles.ours;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: 64 }, worker));
}

async function play(connection: HttpConnection, player: Player, request: ToRequest): Promise<void> {
  const { path, body } = request(player);
  const { status, body: said } = await connection.post(path, headersOf(player), body);
  if (status >= 300) throw new Error(`${path}: ${status} ${said}`);
}

interface Turn {
  result: Measured;
  /** Of one processor, by process. */
  shares: Record<string, number>;
  /** Means in ms, where the apps tell them. */
  hops?: Record<string, number>;
  /** Transactions a round, by database: what shares a commit makes it less than one. */
  commits?: Record<string, number>;
  /** How often no player was ready: more than a few, and it is the players who bound the figure. */
  waits: number;
}

async function measure(many: number, house: House, way: Way): Promise<Turn> {
  const players = new Players(house.players);
  await players.rested();
  const idle = await Promise.all(Array.from({ length: many }, () => HttpConnection.open(house.url)));
  const hops = house.figures && (await watchHops(house.figures));
  const commits = house.server && (await watchCommits(house.server));
  const shares = watchProcesses(house.processes);
  let rounds = 0;
  const result = await inFlight(many, measureMs, async () => {
    const connection = idle.pop();
    if (!connection) throw new Error('no connection is idle');
    const player = await players.next();
    await play(connection, player, requests[way]);
    players.rests(player, cycles[way]);
    idle.push(connection);
    rounds += 1;
  });
  const used = shares();
  for (const connection of idle) connection.close();
  return {
    result,
    shares: used,
    waits: players.waits,
    ...(hops ? { hops: await hops() } : {}),
    ...(commits ? { commits: perRound(await commits(), rounds) } : {}),
  };
}

/** Rounds a second, latencies, and what a round costs of the processors, process by process. */
function each(medians: Medians): Figure[] {
  return Object.entries(medians).flatMap(([name, { perSecond, p50, p99, shares }]) => [
    told(suite, name, perSecond, '/s'),
    told(suite, `${name}-p50`, p50, 'ms'),
    told(suite, `${name}-p99`, p99, 'ms'),
    ...Object.entries(shares).map(([process, share]) =>
      told(suite, `${name}-cpu-${process}`, (share / perSecond) * 1e6, 'µs'),
    ),
  ]);
}

function ratios(measured: Medians): Figure[] {
  const { 'ours-64': ours, 'common-64': common, 'noop-64': noop, 'light-64': light } = measured;
  const { 'dutiful-64': dutiful } = measured;
  const beside = (name: string, other: Measured, least?: number): Figure =>
    ratioTo(suite, name, {
      ...{ value: ours.perSecond, baseline: other.perSecond, unit: '/s' },
      ...(least === undefined ? {} : { least }),
    });
  return [
    beside('bets-64', common, 25),
    ratioTo(suite, 'p99-64', { value: ours.p99, baseline: common.p99, unit: 'ms', most: 0.1 }),
    beside('bets-64-vs-noop', noop, 0.6),
    beside('with-everything', light, 0.65),
    beside('bets-64-same-duties', dutiful),
    ratioTo(suite, 'p99-64-same-duties', { value: ours.p99, baseline: dutiful.p99, unit: 'ms' }),
  ];
}

function inLine(name: string, { perSecond, p50, p99 }: Measured, shares: Record<string, number>): string {
  const used = Object.entries(shares).map(([who, share]) => `${who} ${Math.round(share * 100)} %`);
  return `${name}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; of a core: ${used.join(', ')}`;
}

function perRound(commits: Record<string, number>, rounds: number): Record<string, number> {
  return Object.fromEntries(Object.entries(commits).map(([name, count]) => [name, count / rounds]));
}

function inMs(times: Record<string, number>): string {
  return Object.entries(times)
    .map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`)
    .join(', ');
}

function inNumbers(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count.toFixed(2)}`)
    .join(', ');
}
