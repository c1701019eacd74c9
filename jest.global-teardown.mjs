import { rm } from 'node:fs/promises';

/** Stops what jest.global-setup.mjs started and removes its folder. */
export default async function tearDown() {
  const stack = globalThis.croupierTestStack;
  if (stack === undefined) return;
  for (const server of stack.servers) await server.stop();
  await rm(stack.directory, { recursive: true, force: true });
}
