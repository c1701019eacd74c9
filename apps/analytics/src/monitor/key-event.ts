import { type KeyEventDraft, type ReturnAlert } from '@croupier/contracts';

/** The figures of a cell at the moment of its alarm, as they are kept with the alert. */
export interface AlarmFigures {
  readonly gameId: string;
  readonly definitionHash: string;
  readonly band: string;
  readonly channel: string;
  readonly from: string;
  readonly to: string;
  readonly rounds: number;
  /** Ratios as decimal text: what was returned, and what is right at most or at least; of a wheel, shares of a pocket. */
  readonly actualReturn: string;
  readonly theoreticalReturn: string;
  /** Of a wheel: the pocket that is farthest from its share. */
  readonly pocket?: number;
  /** Powers of ten. */
  readonly evidence: string;
  readonly alarmAt: string;
}

const workingDays = 5;

/**
 * Draft of what to report of a fault that causes under- or over-payment (LCCP licence condition 15.2.1), within five working
 * days. `raisedOn` is the calendar date of the alarm.
 */
export function keyEventOf(
  direction: ReturnAlert['direction'],
  figures: AlarmFigures,
  raisedOn: string,
): KeyEventDraft {
  const { gameId, definitionHash, from, to, rounds } = figures;
  return {
    type: direction === 'pockets' ? 'game-fault-uneven-wheel' : `game-fault-${direction}-payment`,
    summary:
      `${gameId}, definition ${definitionHash}, ${direction === 'pockets' ? unevenWheel(figures) : wrongReturn(direction, figures)} ` +
      `Evidence 10^${figures.evidence}, alarm at 10^${figures.alarmAt}. ` +
      `To be confirmed: the cause, when it began, which rounds and players it touched, what was made good.`,
    from,
    to,
    rounds,
    dueOn: afterWeekdays(raisedOn, workingDays),
  };
}

function wrongReturn(direction: 'over' | 'under', figures: AlarmFigures): string {
  const { band, channel, from, to, rounds, actualReturn, theoreticalReturn } = figures;
  const where = band === 'all' ? 'all stakes and channels' : `band ${band} of stakes, channel ${channel}`;
  const bound = direction === 'over' ? 'at most' : 'at least';
  return `${where}: returned ${actualReturn} on average over ${rounds} rounds from ${from} to ${to}, where ${bound} ${theoreticalReturn} is right.`;
}

function unevenWheel({ from, to, rounds, actualReturn, theoreticalReturn, pocket }: AlarmFigures): string {
  return `the wheel: its pockets did not come equally often in ${rounds} spins from ${from} to ${to}; ${pocket ?? ''} came farthest from its share, in ${actualReturn} of them where ${theoreticalReturn} is right.`;
}

/** The date so many weekdays later. Bank holidays are not left out: the date is rather too early than too late. */
export function afterWeekdays(date: string, weekdays: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  for (let left = weekdays; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 !== 0) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}
