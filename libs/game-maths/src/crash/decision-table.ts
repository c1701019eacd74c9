import type { DecisionTable } from '../decision-table.js';
import { elapsedAt } from './curve.js';
import type { CrashDefinition } from './definition.js';
import {
  actCrash,
  beginCrash,
  checkCrashBet,
  type CrashAction,
  crashActions,
  crashDefault,
  crashEndsAt,
  type CrashState,
  type CrashStep,
  viewCrash,
} from './play.js';

/** Its one decision is when to cash out. Nothing in it costs anything after the start. */
export const crash: DecisionTable<CrashDefinition, CrashState> = {
  kind: 'crash',
  mainBet: 'crash',
  check: (definition, currency, [bet, ...more]) => {
    if (!bet) return { fault: { reason: 'no_bets', detail: 'There is no bet.' } };
    if (more.length > 0)
      return { fault: { reason: 'no_such_spot', index: 1, detail: 'A round has one bet, with one target.' } };
    return checkCrashBet(definition, currency, { ...bet, kind: bet.kind as 'crash' });
  },
  begin: (definition, [bet], random) => {
    const state = beginCrash(definition, { numbers: [], amount: 0, ...bet, kind: 'crash' }, random);
    // What never flew has ended: nobody can cash out of it.
    return crashEndsAt(definition, state) > 0 ? state : settled(actCrash(definition, state, crashDefault()));
  },
  actions: (_, state) => crashActions(state).map((kind) => ({ kind, stake: 0 })),
  act: (definition, state, { kind, elapsedMs = Number.NaN }) => {
    const known: CrashAction['kind'][] = ['cash-out', 'run-out'];
    return known.some((each) => each === kind)
      ? actCrash(definition, state, { kind, elapsedMs } as CrashAction)
      : { fault: { reason: 'not_allowed', detail: 'Until it crashes, you can cash out.' } };
  },
  course: (definition, state) => ({
    endsAfterMs: crashEndsAt(definition, state),
    atMostMs: elapsedAt(definition, state.stopAt),
  }),
  byDefault: crashDefault,
  staked: ({ stake }) => stake,
  payout: ({ payout }) => payout,
  view: (_, state) => viewCrash(state),
};

function settled(step: CrashStep): CrashState {
  if (step.fault) throw new RangeError(step.fault.detail);
  return step.state;
}
