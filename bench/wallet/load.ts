import { quantile } from '../figures.js';

/** What came of a load: operations a second, and latencies in ms. */
export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

const warmUpMs = 1000;

/** Keeps so many operations in flight for a while; what a first second did is not counted. */
export async function inFlight(many: number, forMs: number, work: () => Promise<unknown>): Promise<Measured> {
  const start = performance.now() + warmUpMs;
  const end = start + forMs;
  const latencies: number[] = [];
  const worker = async (): Promise<void> => {
    for (let began = performance.now(); began < end; began = performance.now()) {
      await work();
      const now = performance.now();
      if (began >= start && now <= end) latencies.push(now - began);
    }
  };
  await Promise.all(Array.from({ length: many }, worker));
  if (latencies.length === 0)
    throw new Error('not one operation came to its end: this machine measures nothing');
  const perSecond = latencies.length / (forMs / 1000);
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}
