import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeCasino } from '../demo/test/fake-casino.js';
import { Home } from '../launch/home.js';
import { seed } from './seed.js';

describe('seed', () => {
  let casino: FakeCasino;
  let home: Home;
  let environment: Record<string, string>;

  beforeEach(async () => {
    home = new Home(process.cwd(), await mkdtemp(path.join(tmpdir(), 'croupier-seed-')));
    casino = new FakeCasino();
    environment = { GATEWAY_URL: await casino.open() };
  });

  afterEach(async () => {
    await casino.close();
    await rm(home.directory, { recursive: true, force: true });
  });

  it('makes one player with £100, whose credentials only the owner of the home can read', async () => {
    const credentials = await seed(home, environment);
    expect(credentials).toEqual({
      email: expect.stringMatching(/^demo-[0-9a-f]{10}@example\.org$/),
      password: expect.stringMatching(/^[\w-]{20}$/),
    });
    expect(casino.state).toEqual({ registrations: 1, cash: 10_000 });
    const file = home.file('demo-player.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(credentials);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('does nothing again', async () => {
    const credentials = await seed(home, environment);
    expect(await seed(home, environment)).toEqual(credentials);
    expect(casino.state).toEqual({ registrations: 1, cash: 10_000 });
  });

  it('makes the kept player again when the platform has forgotten it', async () => {
    const credentials = await seed(home, environment);
    await casino.close();
    casino = new FakeCasino();
    expect(await seed(home, { GATEWAY_URL: await casino.open() })).toEqual(credentials);
    expect(casino.state).toEqual({ registrations: 1, cash: 10_000 });
  });

  it('says that no platform runs', async () => {
    await expect(seed(home, {})).rejects.toThrow('no platform runs here');
  });
});
