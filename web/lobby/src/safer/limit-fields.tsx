import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Field } from '../ui/field.js';
import { type kinds, type LimitsForm, periods } from './use-limits-form.js';

const t = texts.safer.limits;

interface LimitFieldsProps {
  kind: (typeof kinds)[number];
  form: LimitsForm;
  /** Where the limits of other kinds are not beside it. */
  legend?: string;
}

/** The limits of one kind, one per period: empty means none. What is used of each stands below. */
export function LimitFields({
  kind,
  form: { found, bind, wrong },
  legend = t.kinds[kind],
}: LimitFieldsProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <p className="hint">{t.explained[kind]}</p>
      {periods.map((period) => {
        const key = `${kind}-${period}`;
        const limit = found(kind, period);
        return (
          <Field
            key={period}
            {...bind(key)}
            label={t.periods[period]}
            before="£"
            inputMode="decimal"
            autoComplete="off"
            placeholder={t.none}
            hint={limit && t.used(money(limit.used), money(limit.remaining))}
            fault={wrong(key) ? texts.cashier.notAnAmount : undefined}
          />
        );
      })}
    </fieldset>
  );
}
