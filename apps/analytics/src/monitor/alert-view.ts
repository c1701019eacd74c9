import type { AlertConclusion, ReturnAlert } from '@croupier/contracts';
import { dateAt } from '@croupier/kernel';
import { type AlarmFigures, keyEventOf } from './key-event.js';

/** An alert as it is stored, with what somebody made of it. */
export interface AlertRow {
  readonly alert_id: string;
  readonly cell: number;
  readonly direction: ReturnAlert['direction'];
  readonly raised_at: Date;
  readonly figures: AlarmFigures;
  /** All four are null while it is open. */
  readonly closed_at: Date | null;
  readonly staff_id: string | null;
  readonly conclusion: AlertConclusion | null;
  readonly reason: string | null;
}

export function alertView(row: AlertRow): ReturnAlert {
  const { alert_id, direction, raised_at, figures, closed_at, staff_id, conclusion, reason } = row;
  return {
    alertId: alert_id,
    direction,
    raisedAt: raised_at.toISOString(),
    keyEvent: keyEventOf(direction, figures, dateAt(raised_at)),
    ...(closed_at && staff_id && conclusion && reason
      ? { closed: { closedAt: closed_at.toISOString(), staffId: staff_id, conclusion, reason } }
      : {}),
  };
}

export function alertsOf(alerts: readonly AlertRow[], cell: number): ReturnAlert[] {
  return alerts.filter((alert) => alert.cell === cell).map(alertView);
}
