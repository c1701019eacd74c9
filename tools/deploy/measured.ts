/** What one process asks of its node, and how far it may be doubled. */
export interface Measure {
  /** CPU that is kept for it. */
  cpu: string;
  /** CPU it may take when there is some: one for JavaScript, more where work leaves for the thread pool or another process. */
  cpuMost: string;
  memory: string;
  memoryMost: string;
  /** Replicas at most in overlay large. */
  replicasMost: number;
}

/**
 * After four evenings at once, 800 rounds, an app held 136 to 153 MB and had peaked at 157 (docs/running.md); its start
 * costs two seconds of CPU. An app without a line of its own gets this.
 */
const usual: Measure = { cpu: '100m', cpuMost: '1', memory: '160Mi', memoryMost: '320Mi', replicasMost: 4 };

/** What differs from the usual, and why. */
const special: Readonly<Record<string, Partial<Measure>>> = {
  // Every request passes through it; it holds the streams.
  gateway: { cpu: '250m', memory: '192Mi', memoryMost: '512Mi', replicasMost: 10 },
  // Password hashes run in the thread pool, four at a time with 19 MB each: a peak of 202 MB was seen.
  identity: { cpuMost: '2', memory: '224Mi', memoryMost: '384Mi' },
  // On the path of every bet.
  wallet: { cpu: '250m', replicasMost: 8 },
  // What has to be counted is counted in a process of its own, beside the rounds: a core and some 64 MiB before it keeps anything.
  games: { cpu: '250m', cpuMost: '2', memoryMost: '384Mi', replicasMost: 8 },
  // Hears every round: 20 ms of CPU a fact were seen on a busy machine.
  profile: { cpu: '250m', replicasMost: 6 },
  // Counts as games does.
  analytics: { cpu: '250m', cpuMost: '2', memoryMost: '384Mi', replicasMost: 6 },
};

export function measureOf(app: string): Measure {
  return { ...usual, ...special[app] };
}

/** Replicas at least in overlay large: one may die, and nothing is ever scaled to zero. */
export const replicasLeast = 2;

/** CPU, in percent of what is kept for it, above which another replica starts. */
export const cpuTarget = 70;

/** Connections of one process, the default of DATABASE_POOL. */
export const connectionsPerProcess = 8;
