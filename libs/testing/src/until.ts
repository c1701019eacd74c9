/**
 * Waits until `probe` gives something truthy; fails with its name after `boundMs`, which only has to end a hang: no
 * slow machine may come near it.
 */
export async function until<Result>(
  what: string,
  probe: () => Promise<Result> | Result,
  boundMs = 45_000,
): Promise<NonNullable<Result>> {
  const end = Date.now() + boundMs;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > end) throw new Error(`waited ${boundMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
