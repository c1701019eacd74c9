import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { checkLedger, until } from '@croupier/testing';
import { expect } from '@jest/globals';
import { type Platform } from './platform.js';
import { type Answer, type Player } from '../../tools/rolling/player.js';

interface Attempt {
  player: Player;
  key: string;
  /** Undefined if the connection broke. */
  answer?: Answer;
}

/** A typed refusal comes inside the request's budget of 2 s; the rest is room for a busy machine: never a hang. */
const refusalBoundMs = 10_000;

/** Players who bet without a pause, and people who only look; kept going while something is killed. */
export class Load {
  readonly attempts: Attempt[] = [];
  readonly seen: Answer[] = [];
  private stopped = false;
  private readonly loops: Promise<void>[];

  constructor(players: readonly Player[], reader: Player, paths: readonly string[]) {
    this.loops = [
      ...players.map((player) => this.repeat(() => this.bet(player))),
      ...paths.map((path) =>
        this.repeat(async () => {
          this.seen.push(await reader.call('GET', path));
          await pause(20);
        }),
      ),
    ];
  }

  get settled(): Attempt[] {
    return this.attempts.filter(({ answer }) => answer?.status === 201);
  }

  get failed(): Attempt[] {
    return this.attempts.filter(({ answer }) => answer?.status !== 201);
  }

  /** Waits for this many more bets than there are now. */
  async flows(more: number): Promise<void> {
    const wanted = this.settled.length + more;
    await until('bets flow', () => this.settled.length >= wanted);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
  }

  /** Whatever was refused for the house's own trouble was refused in words, and soon. */
  expectTypedRefusals(): void {
    for (const { answer } of this.attempts) if (answer && answer.status >= 500) expectUnavailable(answer);
  }

  /** A client that got no answer, or a 503, asks again with the same key until it knows. */
  async resolveUnknown(): Promise<void> {
    for (const attempt of this.attempts.filter(({ answer }) => !answer || answer.status === 503)) {
      await until('the outcome is known', async () => {
        await attempt.player.wait(2500);
        attempt.answer = await attempt.player.play(10, attempt.key);
        return attempt.answer.status !== 503;
      });
    }
  }

  /** Every acknowledged bet is in the ledger once, and the ledger is whole. */
  async accountFor(platform: Platform): Promise<void> {
    const ok = this.settled.map(({ answer }) => String(answer?.body['roundId']));
    expect(new Set(ok).size).toBe(ok.length);
    await expectWhole(platform, ok);
  }

  private async repeat(work: () => Promise<void>): Promise<void> {
    while (!this.stopped) await work();
  }

  private async bet(player: Player): Promise<void> {
    const key = randomUUID();
    try {
      await player.wait(2500);
    } catch {
      // The sandbox's clock stands while its database or the broker is away; a person waits, too.
      await pause(100);
      return;
    }
    try {
      this.attempts.push({ player, key, answer: await player.play(10, key) });
    } catch {
      this.attempts.push({ player, key });
    }
  }
}

/** The ledger adds up, with the rounds named in it once each. */
export async function expectWhole(platform: Platform, ok: string[] = []): Promise<void> {
  const wallet = await platform.database('wallet');
  expect(await checkLedger(wallet, { ok, refused: [], unknown: [] })).toEqual([]);
  await wallet.destroy();
}

/** A 503 that says so in a problem, when to come again, and soon. */
export function expectUnavailable(answer: Answer): void {
  expect([answer.status, answer.body]).toEqual([503, expect.objectContaining({ status: 503 })]);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.durationMs).toBeLessThan(refusalBoundMs);
}
