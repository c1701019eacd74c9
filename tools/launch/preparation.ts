import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { assertOpen, guard, type NatsUser, RANK, unguard } from '@croupier/embedded';
import { LaunchFault } from './fault.js';
import { type Home, readJson, writeJson } from './home.js';

/** What a broker user may do, as the contracts say. */
export type Permissions = Pick<NatsUser, 'publish' | 'subscribe' | 'allowResponses'>;

/** What one app asks for. */
export interface AppNeeds {
  /** Names of environment variables its configuration reads. */
  variables: string[];
  database: boolean;
}

export type PreparerRequest =
  { kind: 'describe'; root: string; apps: string[] } | { kind: 'migrate'; app: string; ownerUrl: string };

export type PreparerAnswer =
  | { kind: 'permissions'; permissions: Record<string, Permissions>; foreign: string[] }
  | { kind: 'service'; app: string; needs: AppNeeds }
  | { kind: 'broken'; app: string; error: string }
  | { kind: 'migrated'; app: string; applied: string[] }
  | { kind: 'unmigrated'; app: string; error: string };

/** An app's code cannot be loaded. */
export class AppBroken extends LaunchFault {
  /** The first line of what the loader said. */
  readonly reason: string;

  constructor(app: string, why: string) {
    super(`${app} cannot be loaded:\n${indent(why)}`, `mend apps/${app}/src/service.ts or what it imports`);
    this.reason = why.split('\n')[0] ?? '';
  }
}

/** An answer that is expected or has come. */
class Slot {
  readonly promise: Promise<PreparerAnswer>;
  resolve: (answer: PreparerAnswer) => void = () => undefined;
  reject: (error: unknown) => void = () => undefined;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever asks gets the rejection; a slot nobody asks for must not end the launcher.
    this.promise.catch(() => undefined);
  }
}

/** What one build's apps need, kept so that the next start of that build need not load them all to ask. */
interface Knowledge {
  /** Content of dist/.stamp. */
  build: string;
  permissions: Record<string, Permissions>;
  /** Services that are none of the apps and have a user of the broker all the same. */
  foreign: string[];
  needs: Record<string, AppNeeds>;
}

/** What the apps need and their migrations: from what an earlier start learned, else from the preparer process. */
export class Preparation {
  private child: ChildProcess | undefined;
  private readonly waiting = new Map<string, Slot>();
  private readonly known: Knowledge | undefined;
  private readonly learned: Knowledge;
  private said = '';
  private ended: LaunchFault | undefined;

  constructor(
    private readonly home: Home,
    private readonly apps: string[],
  ) {
    const stamp = path.join(home.root, 'dist', '.stamp');
    const build = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
    const known = readJson<Knowledge>(home.file('prepared.json'));
    if (build !== '' && known?.build === build && apps.every((app) => known.needs[app])) this.known = known;
    this.learned = this.known ?? { build, permissions: {}, foreign: [], needs: {} };
    // Until this start has succeeded the next one had better ask again.
    rmSync(home.file('prepared.json'), { force: true });
  }

  /** What the users of the broker may do, by service, and which of the services are none of the apps. */
  async users(): Promise<Pick<Knowledge, 'permissions' | 'foreign'>> {
    if (this.known) return this.known;
    const answer = await this.expect('permissions');
    if (answer.kind === 'permissions') {
      this.learned.permissions = answer.permissions;
      this.learned.foreign = answer.foreign;
    }
    return this.learned;
  }

  /** What an app needs. @throws LaunchFault when its code cannot be loaded. */
  async needsOf(app: string): Promise<AppNeeds> {
    const known = this.known?.needs[app];
    if (known) return known;
    const answer = await this.expect(`service ${app}`);
    if (answer.kind === 'service') return (this.learned.needs[app] = answer.needs);
    const why = answer.kind === 'broken' ? answer.error : '';
    throw new AppBroken(app, why);
  }

  /** Brings an app's database up to date; names of the migrations applied. */
  async migrate(app: string, database: { url: string; created: boolean }): Promise<string[]> {
    // The start that left its knowledge behind had this very build's migrations applied to this database.
    if (this.known && !database.created) return [];
    await this.expect(`service ${app}`);
    this.child?.send({ kind: 'migrate', app, ownerUrl: database.url } satisfies PreparerRequest);
    const answer = await this.expect(`migration ${app}`);
    if (answer.kind === 'migrated') return answer.applied;
    const why = answer.kind === 'unmigrated' ? answer.error : '';
    throw new LaunchFault(
      `the migrations of ${app} failed:\n${indent(why)}`,
      `mend apps/${app}/src/migrations, or \`npm run reset\``,
    );
  }

  /** Keeps what was learned for the next start. */
  remember(): void {
    if (this.learned.build !== '') writeJson(this.home.file('prepared.json'), this.learned);
  }

  close(): void {
    if (this.child?.connected) this.child.disconnect();
  }

  private startChild(): ChildProcess {
    assertOpen();
    const child = fork(path.join(import.meta.dirname, 'preparer.js'), {
      cwd: this.home.root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    if (child.pid) guard(child.pid, { signal: 'SIGKILL', rank: RANK.app });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    }
    child.on('message', (message: PreparerAnswer) => this.hear(message));
    child.on('error', () => undefined);
    child.on('exit', () => this.end(child));
    child.send({ kind: 'describe', root: this.home.root, apps: this.apps } satisfies PreparerRequest);
    return child;
  }

  private expect(key: string): Promise<PreparerAnswer> {
    this.child ??= this.startChild();
    return this.slot(key).promise;
  }

  private slot(key: string): Slot {
    let slot = this.waiting.get(key);
    if (slot === undefined) {
      slot = new Slot();
      this.waiting.set(key, slot);
      if (this.ended) slot.reject(this.ended);
    }
    return slot;
  }

  private hear(message: PreparerAnswer): void {
    const keys = {
      permissions: 'permissions',
      service: 'service',
      broken: 'service',
      migrated: 'migration',
      unmigrated: 'migration',
    };
    const key = message.kind === 'permissions' ? keys.permissions : `${keys[message.kind]} ${message.app}`;
    this.slot(key).resolve(message);
  }

  private end(child: ChildProcess): void {
    if (child.pid) unguard(child.pid);
    this.ended = new LaunchFault(`the apps could not be read:\n${indent(this.said)}`, 'mend the error above');
    for (const slot of this.waiting.values()) slot.reject(this.ended);
  }
}

function indent(text: string): string {
  const lines = text.trimEnd().split('\n').slice(0, 14);
  return lines.map((line) => `    ${line}`).join('\n');
}
