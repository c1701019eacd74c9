import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { LaunchFault } from './fault.js';

/** The folders and files of one running place. */
export class Home {
  /** The clone. */
  readonly root: string;
  /** CROUPIER_HOME, or `.croupier` in the clone. */
  readonly directory: string;
  /** Whether the folder was chosen by the caller: tests do, and must not take a person's usual ports. */
  readonly chosen: boolean;

  constructor(root: string, chosen: string | undefined = process.env.CROUPIER_HOME) {
    this.root = root;
    this.chosen = chosen !== undefined && chosen !== '';
    this.directory = path.resolve(this.chosen ? (chosen as string) : path.join(root, '.croupier'));
  }

  file(...names: string[]): string {
    return path.join(this.directory, ...names);
  }

  log(name: string): string {
    return this.file('logs', `${name}.log`);
  }

  /** Creates the folder, so that other users can pass through it to the data PostgreSQL keeps there. */
  create(): void {
    try {
      mkdirSync(this.file('logs'), { recursive: true });
      if (process.getuid?.() === statSync(this.directory).uid) chmodSync(this.directory, 0o755);
    } catch (error) {
      throw new LaunchFault(
        `cannot write ${this.directory}: ${(error as Error).message}`,
        'give yourself write access, or set CROUPIER_HOME to a folder of your own',
      );
    }
  }
}

/** The value in a JSON file, undefined when there is no such file. @throws LaunchFault when it is no JSON. */
export function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new LaunchFault(
      `${file} cannot be read: ${(error as Error).message}`,
      'mend or remove that file, or `npm run reset`',
    );
  }
}

/** Writes a JSON file only its owner can read; a reader sees the old or the new one, never a part. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
