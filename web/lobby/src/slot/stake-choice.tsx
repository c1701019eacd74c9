import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { shortMoney } from '../texts/formats.js';

interface StakeChoiceProps {
  offered: Schemas['PositiveAmount'][];
  chosen: Schemas['PositiveAmount'];
  disabled: boolean;
  choose: (stake: Schemas['PositiveAmount']) => void;
}

/** The stakes on offer as one group of choices: arrow keys move between them. */
export function StakeChoice({ offered, chosen, disabled, choose }: StakeChoiceProps) {
  return (
    <fieldset className="stakes" disabled={disabled}>
      <legend>{texts.games.slot.stake}</legend>
      <div className="stakes-row">
        {offered.map((stake) => (
          <label key={stake.amount} className="stake">
            <input
              type="radio"
              name="stake"
              checked={stake.amount === chosen.amount}
              onChange={() => choose(stake)}
            />
            <span>{shortMoney(stake)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
