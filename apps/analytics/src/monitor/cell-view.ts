import { type MonitoredCell } from '@croupier/contracts';
import { alarmAt, type Direction, type KnownBounds, perStake } from '@croupier/game-maths';
import { type AlarmFigures } from './key-event.js';
import { type Verdict } from './watch.js';

export interface WatchedCell {
  /** Number by order of appearance. */
  readonly cell: number;
  /** The cell of the same rounds whose alarms were closed before it began. */
  readonly follows: number | null;
  /** Another has taken its place: it raises nothing any more. */
  readonly hasEnded: boolean;
  readonly key: {
    readonly game_id: string;
    readonly definition_hash: string;
    readonly band: string;
    readonly channel: string;
  };
  /** A game of decisions: what its rounds come to is out of a purse, and is told per stake. */
  readonly isDecided: boolean;
  readonly verdict: Verdict;
  /** Undefined where rounds cannot be held against a definition, or are too few yet. */
  readonly bounds: KnownBounds | undefined;
}

const decimals = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-GB', {
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
    ...{ useGrouping: false, signDisplay: 'negative' },
  });
export const ratio = decimals(8);
const powerOfTen = decimals(2);

/** Of a two-sided test of one look in a thousand: what stands beside the evidence, for who is used to it. */
const z = 3.29;

/** Everything but the alerts. */
export function cellView({
  cell,
  follows,
  key,
  verdict,
  bounds,
  isDecided,
}: WatchedCell): Omit<MonitoredCell, 'alerts'> {
  const { from, to, rounds, mean, evidence } = verdict;
  const returned = (multiple: number): string => ratio.format(isDecided ? perStake(multiple) : multiple);
  return {
    ...{
      cell,
      gameId: key.game_id,
      definitionHash: key.definition_hash,
      band: key.band,
      channel: key.channel,
    },
    ...{ from, to, rounds, actualReturn: returned(mean), alarmAt: power(alarmAt(cell)) },
    ...(follows === null ? {} : { follows }),
    ...(bounds === undefined ? {} : { most: returned(bounds.most) }),
    ...(bounds?.least === undefined ? {} : { least: ratio.format(bounds.least) }),
    ...(bounds?.deviation === undefined
      ? {}
      : { tolerance: ratio.format((z * bounds.deviation) / Math.sqrt(rounds)) }),
    ...(evidence.over === undefined ? {} : { overEvidence: power(evidence.over) }),
    ...(evidence.under === undefined ? {} : { underEvidence: power(evidence.under) }),
  };
}

/** What is kept with an alarm. */
export function alarmFigures(cell: WatchedCell, direction: Direction): AlarmFigures {
  const { gameId, definitionHash, band, channel, from, to, rounds, actualReturn, ...view } = cellView(cell);
  const [theoreticalReturn = '', evidence = ''] =
    direction === 'over' ? [view.most, view.overEvidence] : [view.least, view.underEvidence];
  return {
    ...{ gameId, definitionHash, band, channel, from, to, rounds, actualReturn },
    ...{ theoreticalReturn, evidence, alarmAt: view.alarmAt },
  };
}

/** A natural logarithm as a power of ten. */
export function power(log: number): string {
  return powerOfTen.format(log / Math.LN10);
}
