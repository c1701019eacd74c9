import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../test/gateway.js';

describe('the lobby', () => {
  let folder: string;
  let gateway: Gateway;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'croupier-lobby-'));
    await mkdir(path.join(folder, 'assets'));
    await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Lobby</title>');
    await writeFile(path.join(folder, 'verify-round.html'), '<!doctype html><title>Check</title>');
    await writeFile(path.join(folder, 'secret.txt'), 'not for you');
    await writeFile(path.join(folder, 'assets', 'main-abc.js'), 'export {};');
    gateway = await Gateway.open({
      LOBBY_FOLDER: folder,
      SANDBOX: 'true',
      SANDBOX_URL: 'http://127.0.0.1:3001',
      RATE_LIMIT_PER_MINUTE: '2',
    });
  });

  afterAll(async () => {
    await gateway.close();
    await rm(folder, { recursive: true });
  });

  it.each(['/lobby/', '/lobby/cashier', '/lobby/games/lamplight-ledger?stake=1'])(
    'is at %s, open to all and not counted',
    async (url) => {
      const page = await gateway.http.get(url).expect(200);
      expect(page.text).toContain('<title>Lobby</title>');
      expect(page.headers['cache-control']).toBe('no-cache');
      const policy = String(page.headers['content-security-policy']);
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
    },
  );

  it('has a page that derives rounds and may connect to nobody', async () => {
    const page = await gateway.http.get('/lobby/verify-round').expect(200);
    expect(page.text).toContain('<title>Check</title>');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("script-src 'self'");
  });

  it('is where a browser lands', async () => {
    const front = await gateway.http.get('/').set('accept', 'text/html').expect(302);
    expect(front.headers['location']).toBe('/lobby/');
    expect((await gateway.http.get('/lobby').expect(308)).headers['location']).toBe('/lobby/');
  });

  it('has files that never change and nothing besides', async () => {
    const script = await gateway.http.get('/lobby/assets/main-abc.js').expect(200);
    expect(script.headers['cache-control']).toContain('immutable');
    await gateway.http.get('/lobby/assets/none.js').expect(404);
    const outside = await gateway.http.get('/lobby/assets/..%2fsecret.txt');
    expect(outside.text).not.toContain('not for you');
  });

  it('knows the way to the mailbox of a sandbox', async () => {
    const { headers } = await gateway.http.get('/sandbox/mailbox?to=a%40b.example').expect(302);
    expect(headers['location']).toBe('http://127.0.0.1:3001/mailbox?to=a%40b.example');
  });
});
