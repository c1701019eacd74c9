import { setTimeout as pause } from 'node:timers/promises';
import { readProfile } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { ClientNats } from '@nestjs/microservices';
import { type BenchStack } from '../../../bench/stack.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from '../wallet/caller.js';
import { Mix, round } from '../wallet/commands.js';
import { ledgerChecks, Stand } from '../wallet/stand.js';

const sizes = { small: { kills: 12 }, full: { kills: 500 } };
const deadlineMs = 1500;
const slackMs = 250;
const backWithinMs = 2000;

/** The broker is killed under load again and again; two wallets stay up and find it again by themselves. */
export async function brokerKilled(options: Options): Promise<Report> {
  const { kills } = sizes[options.size];
  const stand = await Stand.open({ wallets: 2 });
  try {
    const { stack } = stand;
    await stack.stub('profile', readProfile.subject, (body) => body as object);
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus, deadlineMs);
    const players = await stand.players(caller, 20, 1_000_000);
    const mix = new Mix(random, players);
    const echoes = new Echoes(stack);
    const stops = [caller.keepBusy(() => mix.next(), 16), echoes.keepBusy(8)];
    let slowestBack = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(random.between(500, 2000));
      await stack.nats.kill();
      await pause(random.between(0, 1500));
      await stack.restartBroker();
      const startedAt = performance.now();
      await caller.insist(round(players[0] ?? '', 1, 0));
      slowestBack = Math.max(slowestBack, performance.now() - startedAt);
    }
    await pause(500);
    for (const stop of stops) await stop();
    const calls = [...caller.answers.map(({ ms }) => ms), ...echoes.took];
    const slowest = calls.reduce((most, ms) => Math.max(most, ms), 0);
    const resolved = await caller.resolve();
    const broken = [...(await stand.faultsOf(caller)), ...echoes.wrong];
    if (slowest > deadlineMs + slackMs) broken.push(`a call took ${Math.round(slowest)} ms`);
    if (slowestBack > backWithinMs) broken.push(`bets again only after ${Math.round(slowestBack)} ms`);
    for (const { pid } of stand.wallets) if (!isAlive(pid)) broken.push('a wallet ended');
    return {
      ...caller.counts,
      faults: { 'kill -9 of the broker': kills },
      checked: [
        ledgerChecks,
        `${calls.length} calls, each settled by its deadline of ${deadlineMs} ms + ${slackMs} ms; the slowest took ${Math.round(slowest)} ms`,
        `${resolved} commands without an answer, resolved by their keys`,
        `${echoes.answered} answers that name what they answer, ${echoes.wrong.length} of them to somebody else`,
        `bets again ${Math.round(slowestBack)} ms after the broker at most; no process ended`,
      ],
      broken,
      control: await control(stack),
    };
  } finally {
    await stand.close();
  }
}

/** Asks whose answer names the one who asked. */
class Echoes {
  readonly took: number[] = [];
  readonly wrong: string[] = [];
  answered = 0;

  constructor(private readonly stack: BenchStack) {}

  keepBusy(atOnce: number): () => Promise<void> {
    let stopped = false;
    const loop = async (): Promise<void> => {
      while (!stopped) await this.ask();
    };
    const loops = Array.from({ length: atOnce }, loop);
    return async () => {
      stopped = true;
      await Promise.all(loops);
    };
  }

  private async ask(): Promise<void> {
    const playerId = newId();
    const startedAt = performance.now();
    const reply = await this.stack.bus.ask(readProfile, { playerId }, { deadlineMs }).catch(() => undefined);
    this.took.push(performance.now() - startedAt);
    if (reply) this.answered += 1;
    else await pause(5);
    if (reply && reply.playerId !== playerId)
      this.wrong.push(`${playerId} was answered for ${reply.playerId}`);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Nest's own client has no deadline: what a dead broker took with it is waited for for ever. */
async function control(stack: BenchStack): Promise<Report['control']> {
  const { url, user, password } = stack.broker.options;
  const client = new ClientNats({ servers: [url], user: user ?? '', pass: password ?? '' });
  await client.connect();
  const silent = stack.broker.connection.subscribe('bench.silent');
  await stack.broker.connection.flush();
  const subscriptions = Array.from({ length: 20 }, () => {
    const one = { settled: false };
    const end = (): void => void (one.settled = true);
    return { one, subscription: client.send('bench.silent', {}).subscribe({ error: end, complete: end }) };
  });
  await pause(200);
  await stack.nats.kill();
  await stack.restartBroker();
  await pause(deadlineMs + slackMs);
  const hung = subscriptions.filter(({ one }) => !one.settled).length;
  for (const { subscription } of subscriptions) subscription.unsubscribe();
  silent.unsubscribe();
  await client.close();
  return {
    what: "Nest's own NATS client",
    saw: hung === 0 ? [] : [`${hung} of 20 calls had not settled ${deadlineMs + slackMs} ms after a kill`],
  };
}
