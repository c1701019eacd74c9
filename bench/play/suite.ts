import { newId } from '@croupier/kernel';
import { type Figure, ratioTo, told } from '../figures.js';
import { BenchStack } from '../stack.js';
import { inFlight, type Measured } from '../wallet/load.js';
import { type Say } from '../wallet/suite.js';
import { type House, makeKeys, openCommon, openNoop, openOurs } from './house.js';
import { HttpConnection } from './http-connection.js';
import { headersOf, type Player, Players } from './players.js';
import { watchProcesses } from './processes.js';

const suite = 'play';
/** Each plays once in a cycle of the game, 2.5 s: so many players are good for 6,000 rounds a second; it says so where they are too few. */
const crowd = 16_000;
const stake = 10;
/** How long a player rests: a little longer than the game's own cycle, so that no round comes too soon by another clock. */
const cycles = { ours: 2600, common: 0, noop: 0 } as const;
const measureMs = 6000;
const steps = [64, 256] as const;

type Step = (typeof steps)[number];
type Way = 'ours' | 'common' | 'noop';

/**
 * A player's round by HTTP: gateway, games, wallet, durable before it is answered. Beside it the same gateway with a route that
 * asks nobody, and the same path as most people write it.
 */
export async function benchPlay(say: Say): Promise<Figure[]> {
  const stack = await BenchStack.open();
  try {
    const keys = await makeKeys();
    say(`${crowd} players sign in and open a game`);
    const ours = await openOurs(stack, keys, crowd);
    const common = await openCommon(stack, keys, ours.players);
    const noop = { ...ours, url: await openNoop(stack) };
    say(
      'everybody plays once: from then on tokens and sessions are known, as they are to a gateway that runs',
    );
    for (const house of [noop, ours]) await playOnce(house, house === noop ? requests.noop : requests.ours);
    const figures: Figure[] = [];
    const measured: Partial<Record<`${Way}-${Step}`, Measured>> = {};
    for (const many of steps)
      for (const [way, house] of [
        ['common', common],
        ['noop', noop],
        ['ours', ours],
      ] as const) {
        const { result, shares } = await measure(many, house, {
          request: requests[way],
          cycleMs: cycles[way],
        });
        measured[`${way}-${many}`] = result;
        say(inLine(`${way}, ${many} connections`, result, shares));
        figures.push(told(suite, `${way}-${many}`, result.perSecond, '/s'));
      }
    return [...figures, ...ratios(measured as Record<`${Way}-${Step}`, Measured>)];
  } finally {
    await stack.close();
  }
}

interface Request {
  path: string;
  body: string;
}

const ourBody = JSON.stringify({ stake: { amount: stake, currency: 'GBP' } });
const requests: Readonly<Record<Way, ToRequest>> = {
  ours: ({ sessionId }) => ({ path: `/v1/game-sessions/${sessionId}/rounds`, body: ourBody }),
  noop: ({ sessionId }) => ({ path: `/v1/noop/${sessionId}`, body: ourBody }),
  common: ({ sessionId }) => ({
    path: '/bets',
    body: JSON.stringify({ sessionId, roundId: newId(), stake }),
  }),
};

type ToRequest = (player: Player) => Request;

async function playOnce({ url, players }: House, request: ToRequest): Promise<void> {
  const left = [...players];
  const worker = async (): Promise<void> => {
    const connection = await HttpConnection.open(url);
    for (let player = left.pop(); player; player = left.pop()) await play(connection, player, request);
    connection.close();
  };
  await Promise.all(Array.from({ length: 64 }, worker));
}

async function play(connection: HttpConnection, player: Player, request: ToRequest): Promise<void> {
  const { path, body } = request(player);
  const { status, body: said } = await connection.post(path, headersOf(player), body);
  if (status >= 300) throw new Error(`${path}: ${status} ${said}`);
}

async function measure(
  many: number,
  house: House,
  { request, cycleMs }: { request: ToRequest; cycleMs: number },
): Promise<{ result: Measured; shares: Record<string, number> }> {
  const players = new Players(house.players);
  const idle = await Promise.all(Array.from({ length: many }, () => HttpConnection.open(house.url)));
  const shares = watchProcesses(house.processes());
  const result = await inFlight(many, measureMs, async () => {
    const connection = idle.pop();
    if (!connection) throw new Error('no connection is idle');
    const player = await players.next();
    await play(connection, player, request);
    player.restsUntil = performance.now() + cycleMs;
    idle.push(connection);
  });
  const used = shares();
  for (const connection of idle) connection.close();
  if (players.waits > 0) throw new Error(`${players.size} players are too few: they were what bounded it`);
  return { result, shares: used };
}

function ratios(measured: Record<`${Way}-${Step}`, Measured>): Figure[] {
  const { 'ours-64': ours, 'common-64': common, 'noop-64': noop } = measured;
  const beside = (name: string, other: Measured, least: number): Figure =>
    ratioTo(suite, name, { value: ours.perSecond, baseline: other.perSecond, unit: '/s', least });
  return [
    beside('bets-64', common, 25),
    ratioTo(suite, 'p99-64', { value: ours.p99, baseline: common.p99, unit: 'ms', most: 0.1 }),
    beside('bets-64-vs-noop', noop, 0.6),
  ];
}

function inLine(name: string, { perSecond, p50, p99 }: Measured, shares: Record<string, number>): string {
  const used = Object.entries(shares).map(([who, share]) => `${who} ${Math.round(share * 100)} %`);
  return `${name}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; of a core: ${used.join(', ')}`;
}
