import { fork } from 'node:child_process';
import path from 'node:path';
import {
  checkAccess,
  creditDeposit,
  openTableSession,
  placeBets,
  readEligibility,
  readTokenKeys,
  type TableRound,
  tableRoundChanged,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { atMost, type Figure, quantile, told } from '../figures.js';
import { inTurn } from '../in-turn.js';
import { BenchStack } from '../stack.js';
import { type ClientsNews, type ClientsOrder } from './clients.js';

const suite = 'live';
const tableId = 'harbour-table';
const clients = 10_000;
const processes = 2;
const bettors = 2000;
const fanOutRounds = 6;
const settledRounds = 3;
/** Shorter than at a real table, and long enough that one message has reached everybody before the next. */
const times = {
  TABLE_BETTING_MS: '5000',
  TABLE_CLOSED_MS: '1500',
  TABLE_SPINNING_MS: '3000',
  TABLE_PAUSE_MS: '2500',
};

type Say = (line: string) => void;

/** 10,000 streams at one table, and rounds in which 2,000 of the players have bets. */
export async function benchLive(say: Say): Promise<Figure[]> {
  const stack = await BenchStack.open();
  try {
    const players = Array.from({ length: clients }, () => newId());
    const gateway = await startApps(stack, players);
    say(`opening ${clients} streams`);
    const crowd = await gather(stack, gateway, players, say);
    const live = await stack.start('live', times);
    const fanOut = await measureFanOut(crowd, say);
    await live.stop();
    await stack.start('live', { ...times, TABLE_BETTING_MS: '40000' });
    return [...fanOut, ...(await measureSettlement(stack, players.slice(0, bettors), say))];
  } finally {
    await stack.close();
  }
}

interface Crowd {
  gatewayUrl: string;
  token: (playerId: string) => Promise<string>;
}

async function startApps(stack: BenchStack, players: readonly string[]): Promise<Crowd> {
  const keys = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), alg: 'EdDSA', use: 'sig' };
  await stack.stub('identity', readTokenKeys.subject, () => ({ keys: [{ kid: 'k1', jwk }] }));
  await stack.stub('profile', readEligibility.subject, () => ({ verified: true, ageBand: '25+' }));
  await stack.stub('safer-gambling', checkAccess.subject, () => ({ allowed: true, reasons: [] }));
  for (const app of ['wallet', 'live']) await stack.prepare(app);
  const limits = {
    RATE_LIMIT_PER_MINUTE: '10000000',
    STREAMS_TOTAL: '20000',
    PUBLIC_URL: 'http://127.0.0.1:3000',
  };
  const [, gateway] = await Promise.all([stack.start('wallet'), stack.start('gateway', limits)]);
  const wallet = await stack.database('wallet');
  await wallet.query(`SELECT open_account(p, 'GBP') FROM unnest($1::uuid[]) AS p`, [players]);
  await wallet.destroy();
  const token = (playerId: string): Promise<string> =>
    new SignJWT({ sid: newId() })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' })
      .setIssuer('croupier')
      .setAudience('croupier-player')
      .setSubject(playerId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(keys.privateKey);
  return { gatewayUrl: gateway.url, token };
}

type Listener = (news: ClientsNews) => void;

/** Connects everybody, in processes of their own. @returns how to hear what reaches them */
async function gather(
  stack: BenchStack,
  { gatewayUrl, token }: Crowd,
  players: readonly string[],
  say: Say,
): Promise<{ onNews: (listener: Listener) => void }> {
  const tokens = await Promise.all(players.map(token));
  const url = `${gatewayUrl.replace('http', 'ws')}/v1/stream?table=${tableId}`;
  const listeners: Listener[] = [];
  const share = Math.ceil(tokens.length / processes);
  const joined = Array.from({ length: processes }, (_, index) => {
    const child = fork(path.join(import.meta.dirname, 'clients.js'));
    stack.adopt(child);
    const order: ClientsOrder = { url, tokens: tokens.slice(index * share, (index + 1) * share) };
    child.send(order);
    return new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error('a process of clients ended')));
      child.on('message', (news: ClientsNews) => {
        if (news.kind === 'connected') resolve();
        if (news.kind === 'lost') say(`a stream was closed: ${news.code} ${news.reason}`);
        for (const listener of listeners) listener(news);
      });
    });
  });
  await Promise.all(joined);
  return { onNews: (listener) => void listeners.push(listener) };
}

async function measureFanOut(crowd: { onNews: (listener: Listener) => void }, say: Say): Promise<Figure[]> {
  const rounds = new Map<string, number[]>();
  let lost = 0;
  const last: number[] = [];
  const all: number[] = [];
  await new Promise<void>((resolve) => {
    crowd.onNews((news) => {
      if (news.kind === 'lost') lost += 1;
      if (news.kind !== 'round' || last.length > fanOutRounds) return;
      const delays = [...(rounds.get(news.roundId) ?? []), ...news.delaysMs];
      rounds.set(news.roundId, delays);
      if (delays.length < clients - lost) return;
      last.push(quantile(delays, 1));
      // The first round warms everything up and is not counted.
      if (last.length > 1) for (const delay of delays) all.push(delay);
      say(
        `round ${last.length - 1} of ${fanOutRounds}: last of ${clients} after ${Math.round(last.at(-1) ?? 0)} ms`,
      );
      if (last.length > fanOutRounds) resolve();
    });
  });
  const counted = last.slice(1);
  return [
    told(suite, 'clients', clients - lost, 'streams'),
    atMost(suite, 'fan-out', { value: quantile(counted, 0.99), unit: 'ms', most: 300 }),
    told(suite, 'fan-out-median-last', quantile(counted, 0.5), 'ms'),
    told(suite, 'fan-out-median-client', quantile(all, 0.5), 'ms'),
  ];
}

async function measureSettlement(stack: BenchStack, players: readonly string[], say: Say): Promise<Figure[]> {
  const changes: TableRound[] = [];
  stack.broker.connection.subscribe(tableRoundChanged.subject, {
    callback: (_error, message) => {
      const round = message.json<TableRound>();
      if (round.tableId === tableId) changes.push(round);
    },
  });
  await inTurn(players, async (playerId) => {
    const amount = gbp(10_000);
    await stack.bus.ask(creditDeposit, { playerId, depositId: playerId, provider: 'bench', amount });
    await stack.bus.ask(openTableSession, { playerId, tableId });
  });
  const took: number[] = [];
  // The first round warms everything up and is not counted.
  for (let round = 0; round <= settledRounds; round += 1) {
    took.push(await settleOne(stack, players, changes, say));
    say(`round ${round} of ${settledRounds}: ${players.length} players settled in ${took.at(-1) ?? 0} ms`);
  }
  const counted = took.slice(1);
  return [
    atMost(suite, 'settlement-2000', { value: quantile(counted, 0.5), unit: 'ms', most: 1000 }),
    told(suite, 'settlement-2000-slowest', quantile(counted, 1), 'ms'),
    told(suite, 'settlement-2000-first', took[0] ?? 0, 'ms'),
  ];
}

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

/** One round with a bet of every player. @returns from the result told to the round settled, in ms */
async function settleOne(
  stack: BenchStack,
  players: readonly string[],
  changes: TableRound[],
  say: Say,
): Promise<number> {
  const find = (phase: string, roundId?: string): TableRound | undefined =>
    changes.findLast(
      (round) => round.phase === phase && (roundId === undefined || round.roundId === roundId),
    );
  changes.splice(0);
  const { roundId } = await when(() => find('betting'));
  const started = performance.now();
  const bets = [
    { kind: 'red' as const, amount: 100 },
    { kind: 'straight' as const, numbers: [17], amount: 50 },
    { kind: 'dozen' as const, numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], amount: 100 },
  ];
  const keys = new Map(players.map((playerId) => [playerId, newId()]));
  await inTurn(players, (playerId) => {
    const idempotencyKey = keys.get(playerId) ?? '';
    return stack.bus.ask(placeBets, { playerId, tableId, roundId, idempotencyKey, stake: gbp(250), bets });
  });
  const seconds = (performance.now() - started) / 1000;
  say(`${players.length} players bet, ${Math.round(players.length / seconds)} a second`);
  const settling = await when(() => find('settling', roundId));
  const settled = await when(() => find('settled', roundId));
  const live = await stack.database('live');
  const [row] = (await live.query(
    `SELECT count(*)::int AS count FROM round_parts WHERE round_id = $1 AND state = 'settled'`,
    [roundId],
  )) as [{ count: number }];
  await live.destroy();
  if (row.count !== players.length) throw new Error(`${row.count} of ${players.length} players were settled`);
  return Date.parse(settled.changedAt) - Date.parse(settling.changedAt);
}

async function when<Result>(probe: () => Result | undefined): Promise<Result> {
  for (;;) {
    const found = probe();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
