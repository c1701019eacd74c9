import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

/** A line that somebody should look at. */
export interface LogLine {
  at: number;
  level: 'warn' | 'error' | 'fatal';
  service: string;
  text: string;
  detail: string;
  traceId: string;
  /** How often it was said; the rest is of the last time. */
  times: number;
}

const mostLines = 50;
/** Of a log that is older than this page, so much of its end is read, in bytes. */
const firstBytes = 65_536;
const mostBytes = 1_048_576;
const levels: readonly LogLine['level'][] = ['warn', 'error', 'fatal'];

/** Follows the logs of a home and keeps the latest warnings and errors. */
export class LogTail {
  private readonly places = new Map<string, number>();
  private lines: LogLine[] = [];

  constructor(private readonly folder: string) {}

  /** Reads what was written since the last time. @returns the latest lines, last first */
  read(): readonly LogLine[] {
    const fresh = this.files().flatMap((file) => this.readOn(file));
    if (fresh.length > 0)
      this.lines = folded([...fresh, ...this.lines])
        .sort((a, b) => b.at - a.at)
        .slice(0, mostLines);
    return this.lines;
  }

  private files(): string[] {
    try {
      return readdirSync(this.folder).filter((name) => name.endsWith('.log'));
    } catch {
      return [];
    }
  }

  private readOn(name: string): LogLine[] {
    const file = path.join(this.folder, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const known = this.places.get(name) ?? Math.max(0, size - firstBytes);
    // Shorter than it was: it was set aside and begun anew.
    const from = Math.max(known > size ? 0 : known, size - mostBytes);
    const text = size > from ? slice(file, from, size) : '';
    const end = text.lastIndexOf('\n') + 1;
    this.places.set(name, from + Buffer.byteLength(text.slice(0, end)));
    return text
      .slice(0, end)
      .split('\n')
      .flatMap((row) => lineOf(row));
  }
}

/** What an outage says of every request would push out what says why. */
function folded(lines: readonly LogLine[]): LogLine[] {
  const byText = new Map<string, LogLine>();
  for (const line of lines) {
    const key = [line.level, line.service, line.text, line.detail].join('\n');
    const known = byText.get(key);
    const latest = known && known.at > line.at ? known : line;
    byText.set(key, { ...latest, times: line.times + (known?.times ?? 0) });
  }
  return [...byText.values()];
}

function slice(file: string, from: number, to: number): string {
  const bytes = Buffer.alloc(to - from);
  const handle = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, bytes.length, from));
  } finally {
    closeSync(handle);
  }
}

function lineOf(row: string): LogLine[] {
  if (!row.startsWith('{')) return [];
  try {
    const facts = JSON.parse(row) as Record<string, unknown>;
    const level = levels.find((one) => one === facts['level']);
    if (!level) return [];
    const { err, error, ...about } = facts as Record<string, { message?: string } | string | undefined>;
    const cause = typeof err === 'object' ? err.message : err;
    const { subject, target, stream, code } = about;
    const route = about['route'] && `${text(about['method'])} ${text(about['route'])}`;
    const parts = [subject, route, target, stream, code, cause ?? error].filter(
      (part) => typeof part === 'string',
    );
    return [
      {
        at: Date.parse(text(facts['time'])) || Date.now(),
        level,
        service: text(facts['service']),
        text: text(facts['msg']),
        detail: parts.join(' · ').slice(0, 300),
        traceId: text(facts['traceId']),
        times: 1,
      },
    ];
  } catch {
    return [];
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
