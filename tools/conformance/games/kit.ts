import { setTimeout as pause } from 'node:timers/promises';
import { type Findings, NotRun } from '../report.js';
import type { Driver, ShownRound } from './driver.js';
import type { Heard, StubWallet } from './stub-wallet.js';
import type { CallerAnswer, StudioCaller } from './studio-caller.js';

/** What the checks of a game server work with. */
export interface GamesKit {
  wallet: StubWallet;
  driver: Driver;
  /** How the studio is called, and the game that free rounds are of; R14 to R17 need it. */
  casino?: { caller: StudioCaller; game: string };
  /** How often whatever is a matter of luck is tried. */
  repeats: number;
  /** Rounds whose ids R7 compares; as many as `repeats` if it is left out. */
  rounds?: number;
  /** Rounds with little money and with much, each, whose wins are compared; ten times `repeats` if it is left out. */
  draws?: number;
  /** How long is waited for what a server must do by itself, in ms; a minute if it is left out. */
  patienceMs?: number;
  /** How long a server is watched for rounds nobody asked for: past the longest cycle there is, in ms. */
  quietMs?: number;
  /** What a cycle is measured by, in ms; time itself if it is left out. */
  clock?: { now(): number; pause(ms: number): Promise<void> };
}

const usualPatienceMs = 60_000;
const lookEveryMs = 50;
export const realClock = { now: () => performance.now(), pause: (ms: number) => pause(ms) };
/** What a player has who can afford anything here. */
export const rich = 1_000_000;
/** Rounds that are played at the same time where there are many. */
const lanes = 32;

/**
 * Looks until it is there, so often as takes what the kit is patient for, and longer where each look does: on a busy
 * machine nothing is late for that alone. @throws Error when it is not there then
 */
export async function until<Value>(
  { patienceMs = usualPatienceMs }: GamesKit,
  what: string,
  look: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  for (let left = Math.ceil(patienceMs / lookEveryMs); left >= 0; left -= 1) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new Error(`it never happened that ${what}`);
}

/** A player with so much money, in minor units, at the game. */
export async function sit(
  { wallet, driver }: GamesKit,
  cash = rich,
): Promise<{ seat: string; playerId: string }> {
  const { token, playerId } = wallet.launch(cash);
  return { seat: await driver.open(token), playerId };
}

const over = new Set(['done', 'refused', 'undone']);

/** The seat's one round, once it is over. */
export function ended(kit: GamesKit, seat: string): Promise<ShownRound> {
  return until(kit, 'the round is over', async () =>
    (await kit.driver.rounds(seat)).find(({ state }) => over.has(state)),
  );
}

export function sameIds(findings: Findings, calls: readonly Heard[], what: string): void {
  findings.equal(new Set(calls.map(({ members }) => members['id'])).size, 1, `ids of one logical ${what}`);
}

/** A seat whose round has won and is open; a game that wins one time in a hundred shows one nearly always. */
export async function openRound(
  kit: GamesKit,
): Promise<{ seat: string; playerId: string; round: ShownRound }> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const at = await sit(kit);
    const round = await kit.driver.playOpen?.(at.seat);
    if (round?.state === 'open') return { ...at, round };
  }
  throw new NotRun('no round of a thousand stayed open');
}

/** The same again and again, a few at a time. */
export async function inLanes<Result>(count: number, work: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      results.push(await work());
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane));
  return results;
}

export function isOk(findings: Findings, { http, body }: CallerAnswer, what: string): void {
  findings.equal(`${http} ${String(body['status'])}`, '200 ok', what);
}
