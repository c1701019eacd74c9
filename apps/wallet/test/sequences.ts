import fc from 'fast-check';
import { type LedgerBench } from './ledger-bench.js';
import { anyStep, depositOf, payoutReversed, type Step } from './steps.js';

/** Sequences per property: few in each run of all tests, 4,096 and more by PROPERTY_RUNS (see docs/wallet.md). */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 25);
/** For one property with all its sequences, in ms. */
export const longMs = 60_000 + numRuns * 500;
/** Sequences that run beside one another, on connections of their own. */
export const atOnce = 6;

/** Steps with some of them again at the end: replays, and the same keys with other intents by chance. */
const sequence = fc
  .record({
    first: fc.constantFrom(0, 300, 5000),
    drawn: fc
      .array(
        fc.oneof(
          { weight: 12, arbitrary: anyStep.map((one) => [one]) },
          { weight: 1, arbitrary: payoutReversed },
        ),
        { minLength: 2, maxLength: 14 },
      )
      .map((parts) => parts.flat()),
    repeats: fc.array(fc.nat(), { maxLength: 3 }),
  })
  .map(({ first, drawn, repeats }) => [
    depositOf(first),
    ...drawn,
    ...repeats.flatMap((n) => drawn[n % drawn.length] ?? []),
  ]);
const setting = fc.record({ limited: fc.boolean(), bonusFirst: fc.boolean() });

type Made = Awaited<ReturnType<LedgerBench['player']>>;

/** What must be true of a player who is told to do these steps; `cut` is a place among them. */
export type Rule = (player: Made, steps: Step[], more: { steps: Step[]; cut: number }) => Promise<void>;

/** Holds a rule against many sequences, each of a player of its own; `after` looks at those that ran beside one another. */
export async function holds(
  bench: LedgerBench,
  rule: Rule,
  after: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const input = fc.tuple(setting, sequence, sequence, fc.nat());
  const held = fc.asyncProperty(fc.array(input, { minLength: atOnce, maxLength: atOnce }), async (drawn) => {
    await Promise.all(
      drawn.map(async ([{ limited, bonusFirst }, steps, others, n]) =>
        rule(await bench.player(limited, bonusFirst), steps, { steps: others, cut: n % steps.length }),
      ),
    );
    await after();
  });
  await fc.assert(held, { numRuns: Math.ceil(numRuns / atOnce), endOnFailure: true });
}
