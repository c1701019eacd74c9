import type { PublishedDefinition } from '../engine.js';
import type { CrashDefinition } from '../crash/definition.js';
import type { CrashState } from '../crash/play.js';
import { multipleText } from '../text-parts.js';

interface CashOut {
  readonly kind: string;
  readonly elapsedMs?: number;
}

/** Where it crashed, and how the player left it. */
export function crashWords(
  outcome: Readonly<Record<string, unknown>>,
  definition: PublishedDefinition | undefined,
): string[] {
  const { grid, maximum } = definition as CrashDefinition;
  const { stopAt, crashAt, cashedAt } = outcome as unknown as CrashState;
  const { actions = [] } = outcome as { actions?: readonly CashOut[] };
  const shown = (multiple: number): string => multipleText(multiple, grid);
  const pressed = actions.find(({ kind }) => kind === 'cash-out');
  return [
    crashAt < grid
      ? `The round crashed at once, before ${shown(grid)} was reached.`
      : crashAt === maximum
        ? `The round came to its end at ${shown(maximum)}.`
        : `The round crashed after ${shown(crashAt)} was reached.`,
    stopAt === maximum
      ? 'No automatic cash-out was set.'
      : `An automatic cash-out was set at ${shown(stopAt)}.`,
    ...(pressed
      ? [`Your cash-out reached us ${secondsText(pressed.elapsedMs ?? 0)} s after the start.`]
      : []),
    cashedAt === undefined
      ? 'It was not cashed out before the crash: it lost.'
      : `It was cashed out at ${shown(cashedAt)}.`,
  ];
}

function secondsText(ms: number): string {
  return `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
}
