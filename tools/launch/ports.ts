import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { freePort, isPortFree, isRunning, type ProcessRecord, processStamp } from '@croupier/embedded';
import { type Home, readJson, writeJson } from './home.js';

/** What a person sees first gets a port that is easy to remember, while it is free. */
const FAVOURITES: Record<string, number> = { gateway: 3000, sandbox: 3001 };

/**
 * Ports of one home, remembered between starts. Seconds pass between choosing a port and an app listening on it,
 * so each is claimed in a folder all launchers of this user share: two clones starting at once never choose alike.
 */
export class Ports {
  private readonly remembered: Record<string, number>;
  private readonly claims: string[] = [];
  private readonly folder = path.join(tmpdir(), `croupier-ports-${userInfo().uid}`);

  constructor(
    private readonly home: Home,
    private readonly notice: (line: string) => void,
  ) {
    this.remembered = readJson<Record<string, number>>(home.file('ports.json')) ?? {};
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  /** The port for `name`: the remembered one, or another if somebody else has it by now. */
  async take(name: string): Promise<number> {
    const before = this.remembered[name];
    const favourite = this.home.chosen ? undefined : FAVOURITES[name];
    for (const port of [before, favourite]) {
      if (port === undefined) continue;
      if (this.claim(port) && (await isPortFree(port))) return this.remember(name, port);
      this.notice(`port ${port} is taken by another program, ${name} gets a new one`);
      if (port === favourite) break;
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
        writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
        this.claims.push(file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true;
      }
      if (this.isHeld(file)) return false;
      rmSync(file, { force: true });
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
