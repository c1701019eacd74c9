import { describe, expect, it } from '@jest/globals';
import { table } from './ps.js';
import type { RunFile } from './run-file.js';
import { demoPlayerIn } from './seed.js';
import { readyLine, summary } from './summary.js';

const run: RunFile = {
  ...{
    launcher: { pid: 1, stamp: 's' },
    ready: true,
    mode: 'processes',
    startedAt: '2026-01-01T00:00:00.000Z',
  },
  ...{
    gateway: 'http://127.0.0.1:3000',
    docs: 'http://127.0.0.1:3000/docs',
    sandbox: 'http://127.0.0.1:3001',
  },
  postgres: { pid: 2, stamp: 's', port: 4000 },
  nats: { pid: 3, stamp: 's', port: 4001, monitorPort: 4002 },
  apps: [
    {
      ...{ pid: 4, stamp: 's', name: 'gateway', app: 'gateway', port: 3000 },
      ...{ url: 'http://127.0.0.1:3000', startedAt: '', restarts: 0 },
    },
  ],
};

describe('summary', () => {
  it('tells where to click, whom to sign in as, and that this is not production', () => {
    const player = { email: 'a@b', password: 'c' };
    const admin = { name: 'admin', password: 'd', factor: 'JBSWY3DP' };
    const text = summary({ run, player, admin, logs: '/l', took: '2.0 s' }).join('\n');
    for (const part of [
      'Ready in 2.0 s',
      '3000/lobby/',
      '3000/docs',
      ':3001',
      'a@b',
      'authenticator JBSWY3DP',
      'npm run demo',
      'Ctrl-C',
      'not for production',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('readyLine', () => {
  it('is one line of JSON a program can act on', () => {
    const line = readyLine(run);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toMatchObject({
      gateway: 'http://127.0.0.1:3000',
      lobby: 'http://127.0.0.1:3000/lobby/',
      docs: 'http://127.0.0.1:3000/docs',
      apps: [{ name: 'gateway', pid: 4, url: 'http://127.0.0.1:3000' }],
    });
  });
});

describe('table', () => {
  it('lines up its columns', () => {
    const row = {
      pid: 12,
      port: undefined,
      rssMb: 3,
      uptimeSeconds: 3_720,
      restarts: undefined,
      ready: true,
    };
    const lines = table([
      { name: 'launcher', ...row },
      { name: 'a', ...row, port: 80, uptimeSeconds: 61, restarts: 2, ready: false },
    ]).split('\n');
    expect(lines).toEqual([
      'app       pid  port  RSS MB  uptime  restarts  ready',
      'launcher   12             3   1h 2m            yes',
      'a          12    80       3   1m 1s         2  no',
    ]);
  });
});

describe('demoPlayerIn', () => {
  it('finds the last object with both parts among other lines', () => {
    expect(demoPlayerIn(['creating', '{"email":"x","password":"y"}', 'null', 'done'])).toEqual({
      email: 'x',
      password: 'y',
    });
    expect(demoPlayerIn(['{"email":"x"}'])).toBeUndefined();
  });
});
