import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning } from '@croupier/embedded';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StreamWatcher } from '../tools/demo/stream.js';
import { Platform } from './support/platform.js';
import { must, Player } from '../tools/rolling/player.js';

const doubled = ['games', 'gateway', 'wallet'];
const rounds = 24;

describe('two replicas of an app', () => {
  let platform: Platform;
  let player: Player;
  let gateways: string[];

  beforeAll(async () => {
    platform = await Platform.start(['--replicas', doubled.map((app) => `${app}=2`).join(',')]);
    const run = await platform.run();
    gateways = (await platform.processesOf('gateway')).map(({ url }) => url);
    player = new Player(run.gateway, run.sandbox);
    await player.sitDown(20_000);
  }, 300_000);

  afterAll(async () => {
    await platform?.stop();
  });

  it('are what the list of --replicas asked for, and nothing else is doubled', async () => {
    const { apps } = await platform.run();
    const counts = new Map<string, number>();
    for (const { app } of apps) counts.set(app, (counts.get(app) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count === 2).map(([app]) => app)).toEqual(
      expect.arrayContaining(doubled),
    );
    expect([...counts.values()].filter((count) => count !== 1)).toHaveLength(doubled.length);
    expect(new Set(apps.map(({ url }) => url)).size).toBe(apps.length);
  });

  it('share the bets, whichever gateway they come through', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await player.wait(2500);
      const played = await at(gateways[round % 2]).play(10);
      expect([played.status, played.body['code']]).toEqual([201, undefined]);
    }
    for (const app of ['games', 'wallet']) {
      const shares = await Promise.all(
        (await platform.processesOf(app)).map(({ url }) => roundsAnswered(url)),
      );
      expect(Math.min(...shares)).toBeGreaterThan(0);
    }
  });

  it('play one key once, although both gateways are asked at the same time', async () => {
    await player.wait(2500);
    const before = await player.cash();
    const key = randomUUID();
    const answers = await Promise.all([...gateways, ...gateways].map((gateway) => at(gateway).play(10, key)));
    const again = await at(gateways[1]).play(10, key);
    const known = answers.filter(({ status }) => status === 201);
    expect(known.length).toBeGreaterThan(0);
    expect([...known, again].map(({ body }) => body['roundId'])).toEqual(
      Array.from({ length: known.length + 1 }, () => again.body['roundId']),
    );
    const payout = (again.body['payout'] as { amount: number }).amount;
    expect(await player.cash()).toBe(before - 10 + payout);
  });

  it('draw from the same seeds, and the player can draw the round again once they are shown', async () => {
    const seeds = `/v1/game-sessions/${player.gameSessionId}/seeds`;
    const chosen = await player.call('PUT', `${seeds}/client`, { body: { clientSeed: 'seven owls' } });
    expect(chosen.status).toBe(200);
    await player.wait(2500);
    const { body } = await at(gateways[0]).play(10);
    const proof = `/v1/rounds/${String(body['roundId'])}/proof`;
    const renewed = await at(gateways[1]).call('POST', seeds);
    expect([renewed.status, renewed.body['retired']]).toEqual([
      200,
      expect.objectContaining({ serverSeedHash: chosen.body['serverSeedHash'] }),
    ]);
    // The history follows the settlement by moments, where another process than the one that played is asked.
    await until('both processes know the round', () => isKnown(proof));
    const hidden = await player.call('GET', proof);
    expect(hidden.body).not.toHaveProperty('serverSeed');
    const games = await platform.database('games');
    await games.query(
      `UPDATE seeds SET retired_at = retired_at - interval '1 minute' WHERE player_id = $1 AND retired_at IS NOT NULL`,
      [player.playerId],
    );
    await games.destroy();
    const shown = await player.call('GET', proof);
    const { amount } = body['payout'] as { amount: number };
    expect(await verified(shown.body)).toEqual([0, expect.stringContaining('✓ payout')]);
    const wrong = { ...shown.body, payout: { amount: amount + 1, currency: 'GBP' } };
    expect(await verified(wrong)).toEqual([1, expect.stringContaining('✗ payout')]);
  });

  it('tell a stream at one gateway what was played through the other', async () => {
    const stream = await StreamWatcher.open(gateways[1] ?? '', player.token);
    await player.wait(2500);
    const played = await at(gateways[0]).play(10);
    expect(played.status).toBe(201);
    await until('the round is told', () =>
      stream.messages.some(({ data }) => data['roundId'] === played.body['roundId']),
    );
    stream.close();
  });

  it('tell streams at both gateways what is in a jackpot, as the ledger has it', async () => {
    const [stake, seed] = [100, 50_000];
    const spinner = new Player(gateways[0] ?? '', player.sandbox);
    await spinner.sitDown(50_000);
    const opened = await spinner.call('POST', '/v1/games/tideway-beacons/sessions');
    must(opened, 201);
    spinner.gameSessionId = String(opened.body['gameSessionId']);
    const streams = await Promise.all(gateways.map((gateway) => StreamWatcher.open(gateway, spinner.token)));
    const told = (): number[][] =>
      streams.map(({ messages }) =>
        messages.flatMap(({ type, data }) =>
          type === 'jackpot' && data['jackpotId'] === 'three-lights'
            ? [(data['value'] as { amount: number }).amount]
            : [],
        ),
      );
    let spins = 0;
    await until('both streams tell of the jackpot', async () => {
      await spinner.wait(2500);
      must(await spinner.play(stake), 201);
      spins += 1;
      return told().every((values) => values.length > 0);
    });
    const wallet = await platform.database('wallet');
    const [row] = (await wallet.query(
      `SELECT sum(amount)::int AS amount FROM entries WHERE account = 'jackpot_liability:pot:three-lights'`,
    )) as [{ amount: number }];
    await wallet.destroy();
    // A hundredth of each stake goes in.
    expect(row.amount).toBe(seed + spins * (stake / 100));
    await until('both streams have told the last spin', () =>
      told().every((values) => values.at(-1) === row.amount),
    );
    for (const values of told()) expect(values).toEqual([...values].sort((one, other) => one - other));
    const { body } = await spinner.call('GET', '/v1/jackpots');
    expect(body['data']).toMatchObject([{ value: { amount: row.amount, currency: 'GBP' } }]);
    for (const stream of streams) stream.close();
  });

  it('refuse at both gateways the session that was closed at one', async () => {
    const other = new Player(gateways[0] ?? '', player.sandbox);
    await other.register();
    const signedOut = await other.call('DELETE', '/v1/sessions/current');
    expect(signedOut.status).toBe(204);
    await until('the other gateway refuses it too', async () => {
      other.gateway = gateways[1] ?? '';
      return (await other.call('GET', '/v1/wallet')).status === 401;
    });
  });

  it('go on when one of each is killed', async () => {
    const [games] = await platform.processesOf('games');
    const [wallet] = await platform.processesOf('wallet');
    for (const one of [games, wallet]) process.kill(one?.pid ?? 0, 'SIGKILL');
    await until('a bet is answered', async () => {
      await player.wait(2500);
      return (await at(gateways[1]).play(10)).status === 201;
    });
    await until('all are back', () => platform.allReady(), 60_000);
    const database = await platform.database('wallet');
    expect(await checkLedger(database)).toEqual([]);
    await database.destroy();
  });

  it('end with the platform, which leaves nothing running', async () => {
    const { postgres, nats, apps } = await platform.run();
    expect(await platform.stop()).toBe(0);
    // A process that has ended may wait for a moment until the system takes it off its list.
    expect([postgres, nats, ...apps].filter((one) => isRunning(one))).toEqual([]);
  });

  /** Asked so often that every process has answered. */
  async function isKnown(path: string): Promise<boolean> {
    for (let time = 0; time < 12; time += 1)
      if ((await player.call('GET', path)).status !== 200) return false;
    return true;
  }

  function at(gateway = ''): Player {
    const same = Object.create(player) as Player;
    same.gateway = gateway;
    return same;
  }
});

/** What the offline verifier makes of a proof: its exit code, and what it says. */
async function verified(proof: object): Promise<[number | null, string]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'croupier proof '));
  const file = path.join(folder, 'proof.json');
  await writeFile(file, JSON.stringify(proof));
  const child = spawn(process.execPath, [path.resolve('dist/tools/verify-round/main.js'), file]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await rm(folder, { recursive: true });
  return [code, said];
}

/** How many rounds one process has worked on, from its own metrics. */
async function roundsAnswered(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const counts = metrics.matchAll(
    /asks_total\{subject="rpc\.[a-z]+\.(?:play|settle)-round\.v1".*\} (\d+)$/gm,
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
