import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, isPortFree, isRunning, type ProcessRecord, processStamp } from '@croupier/embedded';
import { type Home, readJson, writeJson } from './home.js';

/** What a person sees first gets a port that is easy to remember, while it is free. */
const FAVOURITES: Record<string, number> = { gateway: 3000, sandbox: 3001, console: 3002 };

/** Every user's launcher may put claims in the folder, and remove its own only. */
function shareFolder(folder: string): void {
  try {
    mkdirSync(folder);
    chmodSync(folder, 0o1777);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Ports of one home, remembered between starts. Seconds pass between choosing a port and an app listening on it,
 * so each is claimed in a folder all launchers of this machine share: two clones starting at once never choose alike.
 */
export class Ports {
  private readonly remembered: Record<string, number>;
  private readonly claims: string[] = [];
  private readonly folder = path.join(tmpdir(), 'croupier-ports');

  constructor(
    private readonly home: Home,
    private readonly notice: (line: string) => void,
  ) {
    this.remembered = readJson<Record<string, number>>(home.file('ports.json')) ?? {};
    shareFolder(this.folder);
  }

  /** The port for `name`: the remembered one, or another if somebody else has it by now. */
  async take(name: string): Promise<number> {
    const before = this.remembered[name];
    const favourite = this.home.chosen ? undefined : FAVOURITES[name];
    for (const port of new Set([before, favourite])) {
      if (port === undefined) continue;
      if (this.claim(port) && (await isPortFree(port))) return this.remember(name, port);
      this.notice(`port ${port} is taken by another program, ${name} gets a new one`);
    }
    return this.replace(name);
  }

  /** A new port for `name`, never the one it had. */
  async replace(name: string): Promise<number> {
    for (;;) {
      const port = await freePort();
      if (this.claim(port)) return this.remember(name, port);
    }
  }

  /** Lets other launchers have our ports again. */
  release(): void {
    for (const claim of this.claims) rmSync(claim, { force: true });
  }

  private remember(name: string, port: number): number {
    if (this.remembered[name] !== port) {
      this.remembered[name] = port;
      writeJson(this.home.file('ports.json'), this.remembered);
    }
    return port;
  }

  private claim(port: number): boolean {
    const file = path.join(this.folder, String(port));
    const mine = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(file, mine, { flag: 'wx', mode: 0o644 });
        this.claims.push(file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true;
      }
      if (this.isHeld(file)) return false;
      try {
        rmSync(file, { force: true });
      } catch {
        // Another user's claim, and its launcher is gone: the port is as good as ours.
        return true;
      }
    }
    return false;
  }

  private isHeld(file: string): boolean {
    try {
      return isRunning(JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord);
    } catch {
      return false;
    }
  }
}
