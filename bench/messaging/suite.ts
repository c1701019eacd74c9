import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { settleRound } from '@croupier/contracts';
import { Bus, runInContext } from '@croupier/messaging';
import { actorKeys, testSigner } from '@croupier/testing';
import { connect } from '@nats-io/transport-node';
import { ClientNats } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { type Figure, ratioTo, told } from '../figures.js';
import { BenchStack } from '../stack.js';
import { inFlight, type Measured } from '../wallet/load.js';
import { type Say } from '../wallet/suite.js';
import { benchFacts } from './facts.js';
import { request, subjects } from './messages.js';

const suite = 'messaging';
/** Each measure is this long, and the ways take turns, so that a machine that gets slower gets slower for all. */
const measureMs = 4000;
const steps = [1, 16, 64, 256] as const;
const ways = ['library', 'nest', 'ours'] as const;

type Way = (typeof ways)[number];
type Curve = Record<(typeof steps)[number], Record<Way, Measured>>;

interface Asker {
  ask: () => Promise<unknown>;
  /** Has what is begun in it ask as work of the platform does: in somebody's name, as part of something. */
  within?: <Result>(work: () => Result) => Result;
  close(): Promise<unknown>;
}

/**
 * Asks and their answers, JSON on both sides, between two processes over one broker: ours, answered by a controller of Nest's, with
 * deadline, trace and proven actor in its headers and typed errors; the library's own `request()` with a timeout alone; and Nest's own client and server.
 */
export async function benchMessaging(say: Say): Promise<Figure[]> {
  const stack = await BenchStack.open();
  const askers: Partial<Record<Way, Asker>> = {};
  try {
    await startResponders(stack);
    Object.assign(askers, await open(stack));
    const asks = figuresOf(await climb(askers as Record<Way, Asker>, say));
    return [...asks, ...(await benchFacts(stack, say))];
  } finally {
    for (const asker of Object.values(askers)) await asker.close();
    await stack.close();
  }
}

async function startResponders(stack: BenchStack): Promise<void> {
  const program = path.join(import.meta.dirname, 'responders-main.js');
  const { url, user, password } = stack.broker.options;
  const child = spawn(
    process.execPath,
    [program, url, user ?? '', password ?? '', actorKeys.ACTOR_PUBLIC_KEYS],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  stack.adopt(child);
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error('the responders ended before they were ready');
    }),
  ]);
}

async function open(stack: BenchStack): Promise<Record<Way, Asker>> {
  const bus = new Bus(stack.broker, testSigner());
  const context = { actor: `player:${request.playerId}`, trace: '', deadlineAt: Number.POSITIVE_INFINITY };
  const { url, user, password } = stack.broker.options;
  const credentials = { servers: [url], user: user ?? '', pass: password ?? '' };
  const connection = await connect(credentials);
  const client = new ClientNats(credentials);
  await client.connect();
  return {
    library: {
      ask: async () =>
        (await connection.request(subjects.library, JSON.stringify(request), { timeout: 2000 })).json(),
      close: () => connection.close(),
    },
    nest: {
      ask: () => lastValueFrom(client.send(subjects.nest, request)),
      close: () => client.close(),
    },
    ours: {
      ask: () => bus.ask(settleRound, request),
      within: (work) => runInContext(context, work),
      close: () => bus.close(),
    },
  };
}

async function climb(askers: Record<Way, Asker>, say: Say): Promise<Curve> {
  const curve: Partial<Curve> = {};
  for (const many of steps) {
    const measured: Partial<Record<Way, Measured>> = {};
    for (const way of ways) {
      const { within = (work) => work(), ask } = askers[way];
      const { perSecond, p50, p99 } = (measured[way] = await within(() => inFlight(many, measureMs, ask)));
      say(
        `${way}, ${many} in flight: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
      );
    }
    curve[many] = measured as Record<Way, Measured>;
  }
  return curve as Curve;
}

function figuresOf(curve: Curve): Figure[] {
  const { ours, library, nest } = curve[64];
  const beside = (name: string, other: Measured, least: number): Figure =>
    ratioTo(suite, name, { value: ours.perSecond, baseline: other.perSecond, unit: '/s', least });
  return [
    ...steps.flatMap((many) =>
      ways.map((way) => told(suite, `ask-${way}-${many}`, curve[many][way].perSecond, '/s')),
    ),
    beside('ask-throughput-64', library, 2),
    beside('ask-throughput-64-vs-nest', nest, 2.5),
    ratioTo(suite, 'ask-p99-64', { value: ours.p99, baseline: library.p99, unit: 'ms' }),
    ratioTo(suite, 'ask-p50-1', {
      ...{ value: curve[1].ours.p50 * 1000, baseline: curve[1].library.p50 * 1000, unit: 'µs', most: 1.1 },
    }),
  ];
}
