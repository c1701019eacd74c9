import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { LOG_LIMIT } from '@croupier/embedded';
import { until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Output } from './app-process.js';
import { type Terminal } from './terminal.js';

describe('the output of an app', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'croupier-output-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is kept to the last line, and a full log is set aside while the app runs', async () => {
    const logFile = path.join(folder, 'games.log');
    const shown: string[] = [];
    const terminal = { prefix: (name: string) => name, line: (text: string) => shown.push(text) };
    const output = new Output({
      ...{ name: 'games', logFile, verbose: false, terminal: terminal as unknown as Terminal },
    });
    const stream = new PassThrough();
    output.attach(stream, 'stdout');
    const line = 'x'.repeat(65_535);
    const lines = Math.ceil(LOG_LIMIT / 65_536) + 3;
    for (let n = 0; n < lines; n += 1) stream.write(`${line}\n`);
    stream.write('the last\n');
    await until('the last line is written', () => read(logFile).endsWith('the last\n'));
    expect(statSync(logFile).size).toBeLessThan(LOG_LIMIT / 2);
    // What was set aside is still written to while the new file has its first lines.
    const kept = (): number => read(`${logFile}.1`).length + read(logFile).length;
    await until('all is written', () => kept() >= lines * 65_536 + 9);
    expect(kept()).toBe(lines * 65_536 + 9);
    expect(shown).toEqual([]);
  });
});

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
