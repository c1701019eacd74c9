import { getHeapStatistics } from 'node:v8';

/** What a process is told of its memory, all in bytes. */
export interface MemoryReading {
  readonly heapLimit: number;
  /** Garbage among it that nobody has collected yet. */
  readonly heapUsed: number;
  /** What the process may take in its container; of none zero or more than there is. */
  readonly constrained: number;
  readonly resident: number;
  /** What the machine has for whoever asks. */
  readonly available: number;
}

/** For answers that come meanwhile, and for what a collector needs to move things. */
const spared = 0.25;

/**
 * Bytes that may still be taken by work of this process that could take any amount: of its heap, and of its container, or else of
 * the machine. What others in the same container have, and what is kept of files there, is not looked at.
 */
export function memoryLeft(reading: MemoryReading = readMemory()): number {
  const { heapLimit, heapUsed } = reading;
  return Math.max(0, Math.min(heapLimit - heapUsed, memoryOutside(reading)) * (1 - spared));
}

/** Bytes that this process leaves of its container, or else of the machine. */
export function memoryOutside({ constrained, resident, available }: MemoryReading = readMemory()): number {
  const isConstrained = constrained > 0 && constrained < Number.MAX_SAFE_INTEGER;
  return isConstrained ? constrained - resident : available;
}

export function readMemory(): MemoryReading {
  const { heap_size_limit: heapLimit, used_heap_size: heapUsed } = getHeapStatistics();
  return {
    ...{ heapLimit, heapUsed, constrained: process.constrainedMemory(), resident: process.memoryUsage.rss() },
    available: process.availableMemory(),
  };
}
