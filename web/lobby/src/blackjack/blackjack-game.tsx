import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import { DecisionProblem } from '../play/decision-problem.js';
import { Meters } from '../play/meters.js';
import { RoundLink } from '../play/table.js';
import { type Decisions, useDecisions } from '../play/use-decisions.js';
import type { TableProps } from '../play/use-sitting.js';
import { resultOf } from '../slot/round-text.js';
import { StakeChoice } from '../slot/stake-choice.js';
import { texts } from '../texts/en-gb.js';
import { shortMoney } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { Felt } from './felt.js';
import { blackjackOutcomeIn } from './model.js';

const t = texts.blackjack;

/** A table of blackjack: a deal, then one decision after the other. */
export function BlackjackTable({ game, session, sitting }: TableProps) {
  const [stake, setStake] = useState(game.stakes.find(({ amount }) => amount >= 100) ?? game.stakes[0]);
  const decisions = useDecisions(session);
  const { phase, round, undecided } = decisions;
  if (!stake) return null;
  return (
    <div className="slot blackjack">
      <div className="cabinet">
        <Felt outcome={round && blackjackOutcomeIn(round.outcome)} round={round} />
        <p className="result-line result" aria-live="polite" id="slot-result">
          {lineOf(decisions)}
        </p>
      </div>
      <div className="slot-controls">
        {round?.open && !undecided ? (
          <Actions open={round.open} busy={phase === 'asking'} act={(kind) => decisions.act({ kind })} />
        ) : (
          <>
            <StakeChoice
              offered={game.stakes}
              chosen={stake}
              disabled={phase !== 'idle' || undecided}
              choose={setStake}
            />
            <Button
              className="spin"
              busy={phase === 'asking' || phase === 'resting'}
              onClick={() => decisions.deal({ stake })}
              aria-describedby="slot-result"
            >
              {labelOf(decisions)}
            </Button>
          </>
        )}
      </div>
      <DecisionProblem decisions={decisions} sitting={sitting} />
      <Meters net={decisions.net ?? { amount: 0, currency: stake.currency }} seconds={sitting.seconds} />
      {round && phase === 'idle' && <RoundLink roundId={round.roundId} />}
    </div>
  );
}

interface ActionsProps {
  open: Schemas['OpenRound'];
  busy: boolean;
  act: (kind: string) => void;
}

/** What may be done now, with what it costs. */
function Actions({ open, busy, act }: ActionsProps) {
  return (
    <div className="actions" role="group" aria-label={t.decide}>
      {open.actions.map(({ kind, stake }) => (
        <Button key={kind} className="spin" busy={busy} onClick={() => act(kind)}>
          {t.actions[kind] ?? kind}
          {stake.amount > 0 && ` ${t.more(shortMoney(stake))}`}
        </Button>
      ))}
    </div>
  );
}

function labelOf({ phase, undecided }: Decisions): string {
  if (phase === 'asking') return texts.decisions.asking;
  if (phase === 'resting') return texts.roulette.wait;
  return undecided ? texts.games.slot.reveal : t.deal;
}

function lineOf({ phase, round }: Decisions): string {
  if (phase === 'asking') return texts.decisions.asking;
  const outcome = round && blackjackOutcomeIn(round.outcome);
  if (!round || !outcome) return t.empty;
  const { dealer, hands, active } = outcome;
  if (round.open) return t.yourTurn(hands[active ?? 0]?.total ?? 0, dealer.total);
  return `${t.ends(dealer.total)} ${resultOf(round, 0)}`;
}
