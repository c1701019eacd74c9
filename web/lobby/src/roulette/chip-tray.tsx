import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { money, shortMoney } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import type { Chips } from './use-chips.js';

const t = texts.roulette;

interface TrayProps {
  offered: readonly Schemas['PositiveAmount'][];
  chosen: Schemas['PositiveAmount'];
  choose: (chip: Schemas['PositiveAmount']) => void;
  chips: Chips;
  disabled: boolean;
  /** What the sum of these chips is called. */
  totalLabel?: string;
}

/** Which chip the next press puts down, and what can be done with those that lie there. */
export function ChipTray({ offered, chosen, choose, chips, disabled, totalLabel = t.total }: TrayProps) {
  return (
    <div className="tray">
      <fieldset className="stakes chips" disabled={disabled}>
        <legend>{t.chips}</legend>
        <div className="stakes-row">
          {offered.map((chip, index) => (
            <label key={chip.amount} className={`stake tone-${index}`}>
              <input
                type="radio"
                name="chip"
                checked={chip.amount === chosen.amount}
                onChange={() => choose(chip)}
              />
              <span>{shortMoney(chip)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="tray-total">
        <span className="small">{totalLabel}</span>
        <strong>{money({ amount: chips.total, currency: chosen.currency })}</strong>
      </p>
      <div className="tray-actions">
        {chips.canRepeat ? (
          <Button kind="quiet" disabled={disabled} onClick={chips.repeat}>
            {t.repeat}
          </Button>
        ) : (
          <Button kind="quiet" disabled={disabled || chips.total === 0} onClick={chips.undo}>
            {t.undo}
          </Button>
        )}
        <Button kind="quiet" disabled={disabled || chips.total === 0} onClick={chips.clear}>
          {t.clear}
        </Button>
      </div>
    </div>
  );
}
