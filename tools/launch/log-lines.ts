/** One log line as a person reads it. */
export interface ReadableLine {
  /** Name of the app, where the line says it. */
  service: string | undefined;
  /** Whether it is worth showing by default. */
  important: boolean;
  text: string;
}

const IMPORTANT = new Set(['warn', 'error', 'fatal']);
/** Members every line has, or that are shown otherwise. */
const USUAL = new Set(['level', 'time', 'service', 'pid', 'msg', 'err', 'stack']);

function details(line: Record<string, unknown>): string {
  const extra = Object.entries(line).filter(
    ([name, value]) => !USUAL.has(name) && value !== undefined && value !== null,
  );
  const shown = extra.map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const error = line.err as { message?: unknown } | undefined;
  if (typeof error?.message === 'string' && error.message !== line.msg) shown.push(error.message);
  return shown.length > 0 ? `  ${shown.join(' ')}` : '';
}

/** Reads one line of an app's output: our JSON, or whatever else a program may write. */
export function readLine(raw: string, stream: 'stdout' | 'stderr'): ReadableLine {
  if (raw.startsWith('{')) {
    try {
      const line = JSON.parse(raw) as Record<string, unknown>;
      const level = typeof line.level === 'string' ? line.level : 'info';
      const time = typeof line.time === 'string' ? `${line.time.slice(11, 23)} ` : '';
      return {
        service: typeof line.service === 'string' ? line.service : undefined,
        important: IMPORTANT.has(level),
        text: `${time}${level.toUpperCase().padEnd(5)} ${typeof line.msg === 'string' ? line.msg : ''}${details(line)}`,
      };
    } catch {
      // Not one of our lines after all.
    }
  }
  // Node's own remarks, such as an experimental feature in use, are no news to a person who starts the platform.
  const remark = /^\(node:\d+\)|^\(Use `node --trace/.test(raw);
  return { service: undefined, important: stream === 'stderr' && !remark && raw.trim() !== '', text: raw };
}

/** Lets a few lines through per window of time and counts the rest: a broker that is down must not flood a terminal. */
export class Throttle {
  private windowStart = 0;
  private shown = 0;
  private hidden = 0;

  constructor(
    private readonly lines = 5,
    private readonly windowMs = 3_000,
  ) {}

  /** Whether a line at `nowMs` may be shown, and how many were hidden in the window that has ended. */
  admit(nowMs: number): { show: boolean; hidden: number } {
    let ended = 0;
    if (nowMs - this.windowStart >= this.windowMs) {
      ended = this.hidden;
      this.windowStart = nowMs;
      this.shown = 0;
      this.hidden = 0;
    }
    if (this.shown < this.lines) {
      this.shown += 1;
      return { show: true, hidden: ended };
    }
    this.hidden += 1;
    return { show: false, hidden: ended };
  }
}
