import type { Table } from '../api/table-news.js';
import { colourOf } from '../roulette/layout.js';
import { texts } from '../texts/en-gb.js';
import { said, soonSeconds } from './said.js';
import type { Show, Stage, Told } from './show.js';
import { useLeft } from './use-table.js';

const t = texts.tables;

/** Where the round is, and how long bets are open. */
export function Status({ table: { round, times }, stage }: { table: Table; stage: Stage }) {
  return (
    <div className={`live-status ${stage}`}>
      <p className="live-stage">{t.stages[stage]}</p>
      {stage === 'betting' && round && <Countdown until={round.betsCloseAt} ofMs={times.bettingMs} />}
      <p className="small">
        {round && t.round(round.number)}
        {(stage === 'settled' || stage === 'void') && <Pause until={round?.nextPhaseAt} />}
      </p>
    </div>
  );
}

/** What is left of the betting window: seconds, and a bar that grows short. */
export function Countdown({ until, ofMs }: { until: string; ofMs: number }) {
  const left = useLeft(until);
  const seconds = Math.ceil(left / 1000);
  return (
    <div
      className={`countdown ${seconds <= soonSeconds / 2 ? 'soon' : ''}`}
      role="timer"
      aria-label={t.timeLeft}
    >
      <span className="countdown-seconds">{t.left(seconds)}</span>
      <span className="countdown-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, (100 * left) / ofMs)}%` }} />
      </span>
    </div>
  );
}

function Pause({ until }: { until: string | undefined }) {
  const left = useLeft(until);
  return until !== undefined && left > 0 ? <> · {t.untilNext(Math.ceil(left / 1000))}</> : null;
}

interface EndingProps {
  rested: Told | undefined;
  fell: string;
  last: string;
  won: boolean;
}

/** How the last round ended: it stays in view while the next one takes bets. */
export function Ending({ rested, fell, last, won }: EndingProps) {
  return (
    <div className={`result ending ${won ? 'won' : ''}`}>
      {rested && (
        <>
          {rested.result && (
            <span className={`pocket-sign ${colourOf(rested.result.pocket)}`} aria-hidden="true">
              {rested.result.pocket}
            </span>
          )}
          <p>
            <span className="small">{t.lastRound(rested.number)}</span>
            <span className="result-line">{`${fell} ${last}`}</span>
          </p>
        </>
      )}
    </div>
  );
}

interface AnnouncerProps {
  stage: Stage;
  show: Show;
  last: string;
  closesAt: string | undefined;
}

/** Tells whoever does not see the table how it goes on. */
export function Announcer({ stage, show, last, closesAt }: AnnouncerProps) {
  const left = useLeft(stage === 'betting' ? closesAt : undefined);
  return (
    <p className="unseen" role="status" id="live-said">
      {said(stage, show, { seconds: Math.ceil(left / 1000), last })}
    </p>
  );
}
