import { rmSync, statSync } from 'node:fs';
import { explain } from './fault.js';
import { type Home, readJson, writeJson } from './home.js';
import { type Platform } from './platform.js';
import { type Terminal } from './terminal.js';

const pollMs = 300;

/** How many processes of each app somebody asked for while the platform runs. */
type Wanted = Record<string, number>;

const fileOf = (home: Home): string => home.file('replicas.json');

/** Asks the launcher of this home for so many processes of each of these apps. */
export function wantReplicas(home: Home, wanted: Readonly<Wanted>): void {
  writeJson(fileOf(home), { ...readJson<Wanted>(fileOf(home)), ...wanted });
}

/** Gives each app as many processes as a file in the home says, one change after the other. */
export class WantedReplicas {
  private seen = 0;
  private busy = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly home: Home,
    private readonly platform: Platform,
    private readonly terminal: Terminal,
  ) {
    // What an earlier start was asked for has ended with it.
    rmSync(fileOf(home), { force: true });
    this.timer = setInterval(() => void this.look(), pollMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const { mtimeMs = 0 } = statSync(fileOf(this.home), { throwIfNoEntry: false }) ?? {};
    if (this.busy || mtimeMs === this.seen) return;
    this.busy = true;
    this.seen = mtimeMs;
    try {
      for (const [app, count] of Object.entries(readJson<Wanted>(fileOf(this.home)) ?? {}))
        if (this.platform.replicas().get(app) !== count) await this.platform.scale(app, count);
    } catch (error) {
      this.terminal.line(explain(error));
    }
    this.busy = false;
  }
}
