/* What `tools/console` answers; see its state.ts and trace-store.ts. Times in ms since 1970. */

export interface Rate {
  name: string;
  perSecond: number;
  faultsPerSecond: number;
  p50Ms?: number;
  p99Ms?: number;
}

export interface Process {
  name: string;
  pid: number;
  url: string;
  well: boolean;
  version?: string;
  startedAt: string;
  restarts: number;
  memoryMb: number;
  eventLoopMs: number;
}

export interface Service {
  name: string;
  health: 'well' | 'ailing' | 'down';
  processes: Process[];
  rate: Rate;
  parts: Rate[];
  history: { at: number; perSecond: number; p99Ms?: number }[];
  lag: Record<string, number>;
  outbox?: number;
  deadLetters?: number;
  connections: Record<string, number>;
  breakers: Record<string, string>;
}

export interface Arrow {
  from: string;
  to: string;
  kind: 'ask' | 'fact' | 'watch';
}

export interface Line {
  at: number;
  level: 'warn' | 'error' | 'fatal';
  service: string;
  text: string;
  detail: string;
  traceId: string;
  times: number;
}

export interface State {
  at: number;
  broker: boolean;
  services: Service[];
  arrows: Arrow[];
  lines: Line[];
}

export interface TraceHead {
  traceId: string;
  name: string;
  startedAt: number;
  durationMs: number;
  spans: number;
  services: string[];
  code: string;
  failed: boolean;
}

export interface Span {
  traceId: string;
  spanId: string;
  parentId: string;
  service: string;
  name: string;
  kind: string;
  startedAt: number;
  endedAt: number;
  failed: boolean;
  attributes: Record<string, string>;
}
