import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { moduleUrl } from '../../tools/launch/apps.js';

const preload = path.join(import.meta.dirname, 'profiler-preload.js');
const shown = 12;
const writtenWithinMs = 10_000;

interface Node {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
}

interface Profile {
  nodes: Node[];
  samples: number[];
  timeDeltas: number[];
}

/** CPU profiles of apps, of the time that is measured and nothing else; in a folder, one file a process. */
export class Profiles {
  private readonly files = new Map<string, string>();

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** What an app is started with so that it can be profiled. */
  environmentOf(app: string): Record<string, string> {
    const file = path.resolve(this.folder, `${app}.cpuprofile`);
    this.files.set(app, file);
    return { NODE_OPTIONS: `--import=${moduleUrl(preload)}`, BENCH_PROFILE: file };
  }

  /** Begins a profile of each process, or ends it. */
  toggle(processes: Readonly<Record<string, readonly number[]>>): void {
    for (const app of this.files.keys()) for (const pid of processes[app] ?? []) process.kill(pid, 'SIGUSR2');
  }

  /** Waits until the profiles are written. @returns for each app the functions that used the processor most */
  async summaries(): Promise<string[]> {
    const until = performance.now() + writtenWithinMs;
    while ([...this.files.values()].some((file) => !existsSync(file)) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 100));
    // A file is there before the last byte of it is.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return [...this.files].map(([app, file]) => `${app}: ${summaryOf(readProfile(file))}`);
  }
}

function readProfile(file: string): Profile {
  return JSON.parse(readFileSync(file, 'utf8')) as Profile;
}

/** The functions with the most time of their own, in % of the whole. */
export function summaryOf({ nodes, samples, timeDeltas }: Profile): string {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const own = new Map<string, number>();
  let whole = 0;
  for (const [at, id] of samples.entries()) {
    const delta = timeDeltas[at] ?? 0;
    const name = names.get(id) ?? '?';
    // To begin a profile takes a while itself.
    if (name.startsWith('post (node:inspector')) continue;
    whole += delta;
    own.set(name, (own.get(name) ?? 0) + delta);
  }
  return [...own]
    .sort(([, one], [, other]) => other - one)
    .slice(0, shown)
    .map(([name, time]) => `${name} ${((time / whole) * 100).toFixed(1)} %`)
    .join(', ');
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: Node): string {
  const file = url.split('/').slice(-1)[0] ?? '';
  const name = functionName === '' ? 'anonymous' : functionName;
  return file === '' ? name : `${name} (${file}:${lineNumber + 1})`;
}
