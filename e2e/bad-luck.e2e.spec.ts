import { randomUUID } from 'node:crypto';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { Platform } from './support/platform.js';
import { type Answer, Player } from './support/player.js';

/** A typed refusal comes inside the request's budget of 2 s; the rest is this machine's own delay under load. */
const refusalBoundMs = 3500;

interface Attempt {
  player: Player;
  key: string;
  answer?: Answer;
}

describe('bad luck: each part is killed in turn while people play', () => {
  let platform: Platform;
  let wallet: DataSource;
  let players: Player[];

  beforeAll(async () => {
    platform = await Platform.start();
    const run = await platform.run();
    players = [new Player(run.gateway, run.sandbox), new Player(run.gateway, run.sandbox)];
    for (const player of players) await player.sitDown(20_000);
  }, 180_000);

  afterAll(async () => {
    await platform?.stop();
  }, 60_000);

  it.each(['games', 'payments', 'identity', 'profile', 'wallet', 'nats', 'postgres'])(
    'kill -9 %s: typed refusals, no manual step, every acknowledged bet once',
    async (part) => {
      const attempts: Attempt[] = [];
      let stopped = false;
      const load = players.map(async (player) => {
        while (!stopped) attempts.push(await bet(player));
      });
      await until(
        'bets flow',
        () => attempts.filter(({ answer }) => answer?.status === 201).length > 6,
        20_000,
      );
      await platform.kill(part);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await until('all is ready again', () => platform.allReady(), 60_000);
      const before = attempts.filter(({ answer }) => answer?.status === 201).length;
      await until(
        'bets flow again',
        () => attempts.filter(({ answer }) => answer?.status === 201).length > before + 4,
        30_000,
      );
      stopped = true;
      await Promise.all(load);

      for (const { answer } of attempts.filter(({ answer }) => answer && answer.status >= 500)) {
        expect(answer?.status).toBe(503);
        expect(answer?.headers.get('retry-after')).toMatch(/^\d+$/);
        expect(answer?.headers.get('content-type')).toContain('application/problem+json');
        expect(answer?.durationMs).toBeLessThan(refusalBoundMs);
      }
      if (part === 'payments') expect(attempts.filter(({ answer }) => answer?.status !== 201)).toEqual([]);
      await resolveUnknown(attempts);
      await accountFor(attempts);
    },
    180_000,
  );

  async function bet(player: Player): Promise<Attempt> {
    const key = randomUUID();
    try {
      await player.wait(2500);
      return { player, key, answer: await player.play(10, key) };
    } catch {
      return { player, key };
    }
  }

  /** A client that got no answer, or a 503, asks again with the same key until it knows. */
  async function resolveUnknown(attempts: Attempt[]): Promise<void> {
    for (const attempt of attempts.filter(({ answer }) => !answer || answer.status === 503)) {
      await until(
        'the outcome is known',
        async () => {
          await attempt.player.wait(2500);
          attempt.answer = await attempt.player.play(10, attempt.key);
          return attempt.answer.status !== 503;
        },
        20_000,
      );
    }
  }

  async function accountFor(attempts: Attempt[]): Promise<void> {
    wallet = await platform.database('wallet');
    const ok = attempts.flatMap(({ answer }) =>
      answer?.status === 201 ? [String(answer.body['roundId'])] : [],
    );
    expect(new Set(ok).size).toBe(ok.length);
    expect(await checkLedger(wallet, { ok, refused: [], unknown: [] })).toEqual([]);
    await wallet.destroy();
  }
});
