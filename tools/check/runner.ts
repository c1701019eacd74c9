import { spawn } from 'node:child_process';
import { type Step } from './steps.js';

/** How a step ended; `output` is what it printed. */
export interface Outcome {
  step: string;
  passed: boolean;
  seconds: number;
  output: string;
}

export type Run = (step: Step) => Promise<Outcome>;

/** Runs a step as a process of its own in `root`; it dies with us. */
export function runIn(root: string): Run {
  return (step) =>
    new Promise((resolve) => {
      const startedAt = performance.now();
      const child = spawn(process.execPath, [...step.command], {
        cwd: root,
        env: { ...process.env, ...step.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const stop = (): void => void child.kill('SIGTERM');
      const signals = ['SIGINT', 'SIGTERM', 'exit'] as const;
      for (const signal of signals) process.once(signal, stop);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
      }
      const end = (passed: boolean, more = ''): void => {
        for (const signal of signals) process.off(signal, stop);
        const seconds = (performance.now() - startedAt) / 1000;
        resolve({ step: step.name, passed, seconds, output: output + more });
      };
      child.once('error', (error) => end(false, String(error)));
      child.once('close', (code, signal) => end(code === 0, signal === null ? '' : `\nended by ${signal}\n`));
    });
}

/**
 * Runs every step, at most `width` at a time, whether or not others fail, and reports each start and end.
 * @returns the outcomes in the order in which the steps ended
 */
export async function runAll(
  steps: readonly Step[],
  run: Run,
  width: number,
  report: (line: string) => void,
): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      report(`  ${step.name} …`);
      const outcome = await run(step);
      outcomes.push(outcome);
      report(`${outcome.passed ? '✓' : '✗'} ${outcome.step}  ${outcome.seconds.toFixed(1)} s`);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return outcomes;
}
