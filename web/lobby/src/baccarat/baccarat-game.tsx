import { useState } from 'react';
import { Hand } from '../cards/card.js';
import { Meters } from '../play/meters.js';
import { isStill } from '../play/motion.js';
import { PlayProblem, RoundLink } from '../play/table.js';
import { type Instant, useInstant } from '../play/use-instant.js';
import type { TableProps } from '../play/use-sitting.js';
import { betsOf } from '../roulette/bets.js';
import { ChipTray } from '../roulette/chip-tray.js';
import { keyOf, type Spot } from '../roulette/layout.js';
import { type Chips, useChips } from '../roulette/use-chips.js';
import { resultOf } from '../slot/round-text.js';
import { texts } from '../texts/en-gb.js';
import { money, shortMoney } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import {
  baccaratBounds,
  type BaccaratDefinition,
  type BaccaratOutcome,
  baccaratOutcomeIn,
  baccaratSpots,
} from './model.js';

const t = texts.baccarat;

/** A table of baccarat: bets, one press, two hands. */
export function BaccaratTable({ game, session, sitting }: TableProps) {
  const definition = game.definition as unknown as BaccaratDefinition;
  const [chip, setChip] = useState(game.stakes[1] ?? game.stakes[0]);
  const currency = chip?.currency ?? 'GBP';
  const chips = useChips(baccaratBounds(definition, currency));
  const coup = useInstant({
    session,
    showMs: () => (isStill() ? 200 : 2400),
    shown: () => chips.taken(),
  });
  const { phase, round, undecided } = coup;
  const outcome = round && phase !== 'asking' ? baccaratOutcomeIn(round.outcome) : undefined;
  const disabled = phase !== 'idle' || undecided;
  if (!chip) return null;
  const deal = (): void => {
    if (chips.total > 0 || undecided)
      coup.play({ stake: { amount: chips.total, currency: chip.currency }, bets: betsOf(chips.chips) });
  };
  return (
    <div className="slot baccarat">
      <div className="cabinet">
        <Hands key={coup.turn} outcome={outcome} open={phase !== 'showing'} />
        <Spots
          {...{ definition, chips, currency, disabled }}
          place={(spot) => chips.place(spot, chip.amount)}
        />
        <p className="result-line result" aria-live="polite" id="slot-result">
          {lineOf(coup, chips, currency)}
        </p>
      </div>
      <div className="slot-controls">
        <ChipTray offered={game.stakes} chosen={chip} choose={setChip} chips={chips} disabled={disabled} />
        <Button
          className="spin"
          busy={phase !== 'idle'}
          disabled={chips.total === 0 && phase === 'idle' && !undecided}
          onClick={deal}
        >
          {labelOf(coup)}
        </Button>
      </div>
      <PlayProblem error={coup.error} sitting={sitting} />
      <Meters net={coup.net ?? { amount: 0, currency }} seconds={sitting.seconds} />
      {round && phase === 'idle' && <RoundLink roundId={round.roundId} />}
    </div>
  );
}

/** Both hands; totals and the winner once all cards lie. */
function Hands({ outcome, open }: { outcome: BaccaratOutcome | undefined; open: boolean }) {
  const { player = [], banker = [], playerTotal, bankerTotal, winner } = outcome ?? {};
  const total = (value: number | undefined): string | undefined =>
    open && value !== undefined ? String(value) : undefined;
  const hidden = outcome ? 0 : 2;
  return (
    <div className="hands">
      <Hand
        title={t.player}
        cards={player}
        hidden={hidden}
        total={total(playerTotal)}
        won={open && winner === 'player'}
      />
      <Hand
        title={t.banker}
        cards={banker}
        hidden={hidden}
        total={total(bankerTotal)}
        won={open && winner === 'banker'}
      />
    </div>
  );
}

interface SpotsProps {
  definition: BaccaratDefinition;
  chips: Chips;
  currency: string;
  disabled: boolean;
  place: (spot: Spot) => void;
}

function Spots({ definition, chips, currency, disabled, place }: SpotsProps) {
  return (
    <div className="bet-spots" role="group" aria-label={t.places}>
      {baccaratSpots(definition).map((spot) => {
        const amount = chips.amounts.get(keyOf(spot)) ?? 0;
        const written = shortMoney({ amount, currency });
        return (
          <button
            key={spot.kind}
            type="button"
            className={`bet-spot ${spot.kind}`}
            aria-disabled={disabled || undefined}
            onClick={() => {
              if (!disabled) place(spot);
            }}
          >
            <span className="bet-name">{t.bets[spot.kind] ?? spot.kind}</span>
            <span className="small">{t.pays(definition.pays[spot.kind] ?? '')}</span>
            {amount > 0 && (
              <>
                <span className="chip mine" data-amount={written} aria-hidden="true" />
                <span className="sr-only">{written}</span>
              </>
            )}
          </button>
        );
      })}
    </div>
  );
}

function labelOf({ phase, undecided }: Instant): string {
  if (phase === 'asking' || phase === 'showing') return t.dealing;
  if (phase === 'resting') return texts.roulette.wait;
  return undecided ? texts.games.slot.reveal : t.deal;
}

function lineOf({ phase, round }: Instant, chips: Chips, currency: string): string {
  if (phase === 'asking' || phase === 'showing') return t.dealing;
  if (chips.full) return texts.roulette.full;
  if (chips.total > 0) return t.placed(money({ amount: chips.total, currency }));
  const outcome = round && baccaratOutcomeIn(round.outcome);
  if (!round || !outcome) return t.empty;
  const { winner, playerTotal, bankerTotal } = outcome;
  return `${t.ends(winner, playerTotal, bankerTotal)} ${resultOf(round, 0)}`;
}
