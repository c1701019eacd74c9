import { deepFreeze } from '../deep-freeze.js';
import { GameDefinitionError } from '../definition-error.js';
import type { PublishedDefinition } from '../engine.js';
import type { Odds } from '../odds.js';
import type { Chips, LimitsByCurrency } from '../table-limits.js';
import { checkCraps } from './definition-checks.js';
import type { LineKind, restingKinds } from './kinds.js';

/** Odds on a point: what they pay, and how many times the line bet they may be at most. */
export interface PointOdds {
  readonly pays: Odds;
  readonly most: number;
}

type ByNumber<Value> = Readonly<Record<string, Value>>;

/** A table of two dice, played over many rolls, as data. Bets that are left out are not offered. */
export interface CrapsDefinition extends PublishedDefinition {
  readonly kind: 'craps';
  readonly line: Readonly<Partial<Record<LineKind, Odds>>>;
  /** The total of a first roll on which don't bets come back instead of winning. */
  readonly bar: 2 | 3 | 12;
  /** By point; `take` behind pass and come, `lay` behind the don'ts. */
  readonly odds?: { readonly take: ByNumber<PointOdds>; readonly lay: ByNumber<PointOdds> };
  /** By point, won by it before a seven. */
  readonly place?: ByNumber<Odds>;
  /** As place, paid by odds of its own: true odds less a commission, such as 39:21 on four. */
  readonly buy?: ByNumber<Odds>;
  /** By point, won by a seven before it. */
  readonly lay?: ByNumber<Odds>;
  /** By total of a pair, won by it before a seven and before the same total otherwise. */
  readonly hard?: ByNumber<Odds>;
  /** Bets of one roll: by name, then by each total that wins. */
  readonly oneRoll?: ByNumber<ByNumber<Odds>>;
  /** Bets that neither win nor lose on a roll that makes a new point. */
  readonly offOnComeOut: readonly (typeof restingKinds)[number][];
  readonly chips: Chips;
  readonly limits: LimitsByCurrency<string>;
}

/** Checks everything. @throws GameDefinitionError that lists every fault, each with its path and remedy. */
export function parseCrapsDefinition(json: unknown): CrapsDefinition {
  const faults = checkCraps(json);
  if (faults.length > 0) throw new GameDefinitionError('craps', faults);
  return deepFreeze(structuredClone(json)) as CrapsDefinition;
}
