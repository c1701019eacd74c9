import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Home } from './home.js';
import { Ports } from './ports.js';

const folders: string[] = [];

async function portsOfNewHome(): Promise<{ home: Home; ports: Ports }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'croupier-ports-test-'));
  folders.push(folder);
  const home = new Home(folder, folder);
  return { home, ports: new Ports(home, () => undefined) };
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describe('Ports', () => {
  it('remembers what it chose', async () => {
    const { home, ports } = await portsOfNewHome();
    const chosen = await ports.take('wallet');
    ports.release();
    expect(JSON.parse(await readFile(home.file('ports.json'), 'utf8'))).toEqual({ wallet: chosen });
    const again = new Ports(home, () => undefined);
    expect(await again.take('wallet')).toBe(chosen);
    again.release();
  });

  it('gives way to a program that took the port meanwhile', async () => {
    const { home, ports } = await portsOfNewHome();
    const chosen = await ports.take('wallet');
    ports.release();
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(chosen, '127.0.0.1', resolve));
    const notices: string[] = [];
    const again = new Ports(home, (line) => notices.push(line));
    expect(await again.take('wallet')).not.toBe(chosen);
    expect(notices).toEqual([expect.stringContaining(String(chosen))]);
    again.release();
    stranger.close();
  });

  it('never hands out a port another launcher has claimed and not opened yet', async () => {
    const first = await portsOfNewHome();
    const chosen = await first.ports.take('wallet');
    const { home } = await portsOfNewHome();
    const { writeFile } = await import('node:fs/promises');
    await writeFile(home.file('ports.json'), JSON.stringify({ wallet: chosen }));
    const second = new Ports(home, () => undefined);
    expect(await second.take('wallet')).not.toBe(chosen);
    first.ports.release();
    second.release();
  });
});
