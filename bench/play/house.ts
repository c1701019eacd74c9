import { once } from 'node:events';
import { spawn } from 'node:child_process';
import path from 'node:path';
import {
  checkAccess,
  creditDeposit,
  openGameSession,
  readEligibility,
  readTokenKeys,
} from '@croupier/contracts';
import { withDatabase } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import { actorKeys } from '@croupier/testing';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import { inTurn } from '../in-turn.js';
import { type BenchStack } from '../stack.js';
import { CommonWallet } from '../wallet/peers/common-wallet.js';
import { type Player } from './players.js';
import { familyOf, type Named } from './processes.js';
import { type Profiles } from './profiles.js';

export const gameId = 'lamplight-ledger';
const definition = path.resolve(import.meta.dirname, `../../../apps/games/definitions/${gameId}.json`);
const cash = 1_000_000;
/** Each account that is opened takes a lock until the statement's end. */
const openedAtOnce = 2000;
const edge = { RATE_LIMIT_PER_MINUTE: '10000000', PUBLIC_URL: 'http://127.0.0.1:3000' };

/** Somewhere to play, with players in it. */
export interface House {
  url: string;
  players: Player[];
  /** Who uses the processors. */
  processes: () => Named;
  /** Where the apps tell their figures, by name. */
  figures?: Readonly<Record<string, string>>;
  /** Superuser's connection to the server of its databases. */
  server?: DataSource;
}

export interface Keys {
  tokenFor: (playerId: string) => Promise<string>;
  /** For identity's answer. */
  jwk: object;
  /** PEM in base64. */
  publicKey: string;
}

export async function makeKeys(): Promise<Keys> {
  const keys = await generateKeyPair('EdDSA', { extractable: true });
  const tokenFor = (playerId: string): Promise<string> =>
    new SignJWT({ sid: newId() })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' })
      .setIssuer('croupier')
      .setAudience('croupier-player')
      .setSubject(playerId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(keys.privateKey);
  const jwk = { ...(await exportJWK(keys.publicKey)), alg: 'EdDSA', use: 'sig' };
  return { tokenFor, jwk, publicKey: Buffer.from(await exportSPKI(keys.publicKey)).toString('base64') };
}

/** Ours: gateway, games and wallet as they are in production, with money and open sessions for everybody. */
export async function openOurs(
  stack: BenchStack,
  keys: Keys,
  count: number,
  profiles?: Profiles,
): Promise<House> {
  await stack.stub('identity', readTokenKeys.subject, () => ({ keys: [{ kid: 'k1', jwk: keys.jwk }] }));
  await stack.stub('profile', readEligibility.subject, () => ({ verified: true, ageBand: '25+' }));
  await stack.stub('safer-gambling', checkAccess.subject, () => ({ allowed: true, reasons: [] }));
  for (const app of ['wallet', 'games']) await stack.prepare(app);
  const [gateway, games, wallet] = await Promise.all([
    stack.start('gateway', { ...edge, ...profiles?.environmentOf('gateway') }),
    stack.start('games', {
      SEED_KEY: 'of the bench, for as long as it runs',
      ...profiles?.environmentOf('games'),
    }),
    stack.start('wallet', profiles?.environmentOf('wallet')),
  ]);
  const players = await enrol(keys, count);
  const database = await stack.database('wallet');
  const ids = players.map(({ playerId }) => playerId);
  for (let from = 0; from < ids.length; from += openedAtOnce)
    await database.query(`SELECT open_account(p, 'GBP') FROM unnest($1::uuid[]) AS p`, [
      ids.slice(from, from + openedAtOnce),
    ]);
  await database.destroy();
  await inTurn(players, async (player) => {
    const { playerId } = player;
    const amount = { amount: cash, currency: 'GBP' as const };
    await stack.bus.ask(creditDeposit, { playerId, depositId: playerId, provider: 'bench', amount });
    player.sessionId = (await stack.bus.ask(openGameSession, { playerId, gameId })).gameSessionId;
  });
  const processes = (): Named => ({
    gateway: [gateway.pid],
    games: [games.pid],
    wallet: [wallet.pid],
    broker: [stack.nats.pid],
    PostgreSQL: familyOf(stack.server.pid),
    requests: [process.pid],
  });
  const figures = { gateway: gateway.url, games: games.url, wallet: wallet.url };
  return { url: gateway.url, players, processes, figures, server: await stack.database('postgres') };
}

/** The same gateway, with a route that asks nobody. */
export async function openNoop(stack: BenchStack): Promise<{ url: string; pid: number }> {
  const environment = {
    NODE_ENV: 'production',
    NATS_URL: stack.nats.url,
    NATS_USER: 'gateway',
    NATS_PASSWORD: 'bench',
    ...actorKeys,
    ...edge,
  };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'noop-gateway-main.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...environment },
    cwd: path.resolve(import.meta.dirname, '../../..'),
  });
  stack.adopt(child);
  return { url: await said(child.stdout, /"url":"([^"]+)"[^\n]*"ready"/), pid: child.pid ?? 0 };
}

/**
 * As most people write it: three processes, Nest's own transport, TypeORM, a token verified with each request. `dutiful` has
 * a wallet with limits and an outbox besides.
 */
export async function openCommon(
  stack: BenchStack,
  keys: Keys,
  ours: readonly Player[],
  house: 'common' | 'dutiful',
): Promise<House> {
  const server = await stack.database('postgres');
  await server.query(`CREATE DATABASE ${house} OWNER wallet`);
  await server.destroy();
  const database = withDatabase(stack.databaseUrl('wallet', 'wallet'), house);
  const bank = await CommonWallet.open(database, 2);
  await bank.enrol(
    ours.map(({ playerId }) => playerId),
    cash,
  );
  await bank.close();
  const { url, user = '', password = '' } = stack.broker.options;
  const start = async (name: string, ...more: string[]): Promise<{ pid: number; text: string }> => {
    const program = path.join(import.meta.dirname, `peers/common-${name}-main.js`);
    const child = spawn(process.execPath, [program, url, user, password, house, ...more], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    });
    stack.adopt(child);
    return { pid: child.pid ?? 0, text: await said(child.stdout, /ready ?(\S*)/) };
  };
  const wallet = await start('wallet', database, ...(house === 'dutiful' ? ['duties'] : []));
  const games = await start('games', database, definition);
  const gateway = await start('gateway', keys.publicKey);
  const players = ours.map((player) => ({ ...player, sessionId: newId(), restsUntil: 0 }));
  const source = await new DataSource({ type: 'postgres', url: database }).initialize();
  await source.query(
    `INSERT INTO common_sessions ("sessionId", "playerId", "stakeCap")
     SELECT s, p, 500 FROM unnest($1::uuid[], $2::uuid[]) AS given(s, p)`,
    [players.map(({ sessionId }) => sessionId), players.map(({ playerId }) => playerId)],
  );
  await source.destroy();
  const processes = (): Named => ({
    gateway: [gateway.pid],
    games: [games.pid],
    wallet: [wallet.pid],
    broker: [stack.nats.pid],
    PostgreSQL: familyOf(stack.server.pid),
    requests: [process.pid],
  });
  return { url: gateway.text, players, processes };
}

async function enrol({ tokenFor }: Keys, count: number): Promise<Player[]> {
  const players: Player[] = [];
  for (let n = 0; n < count; n += 1) {
    const playerId = newId();
    players.push({ playerId, token: await tokenFor(playerId), sessionId: '', restsUntil: 0 });
  }
  return players;
}

/** What a process says of itself once it is ready. @throws Error if it ends before */
async function said(stdout: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  const ended = once(stdout, 'end').then(() => {
    throw new Error('a process ended before it was ready');
  });
  let text = '';
  const found = new Promise<string>((resolve) => {
    stdout.on('data', (part: Buffer) => {
      if (text.length > 100_000) return;
      text += part.toString();
      const match = pattern.exec(text);
      if (match) resolve(match[1] ?? '');
    });
  });
  return Promise.race([found, ended]);
}
