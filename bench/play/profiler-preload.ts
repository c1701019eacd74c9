import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/**
 * Loaded into a process before its own program (`node --import`): SIGUSR2 begins a CPU profile, the next SIGUSR2 ends it and writes
 * it to the file that `BENCH_PROFILE` names. What a process does at its start and while players are made is not in it.
 */
const file = process.env['BENCH_PROFILE'] ?? '';
const session = new Session();
let running = false;

async function toggle(): Promise<void> {
  running = !running;
  if (running) {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(file, JSON.stringify(profile));
  session.disconnect();
}

process.on('SIGUSR2', () => void toggle());
