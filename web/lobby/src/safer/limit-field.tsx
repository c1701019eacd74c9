import type { InputHTMLAttributes } from 'react';
import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Field } from '../ui/field.js';

const t = texts.safer.limits;

interface LimitFieldProps {
  period: 'day' | 'week' | 'month';
  limit: Schemas['PlayerLimit'] | undefined;
  fault: string | undefined;
  input: InputHTMLAttributes<HTMLInputElement>;
}

/** One limit: empty means none. What is used of it stands below. */
export function LimitField({ period, limit, fault, input }: LimitFieldProps) {
  return (
    <Field
      {...input}
      label={t.periods[period]}
      before="£"
      inputMode="decimal"
      autoComplete="off"
      placeholder={t.none}
      hint={limit && t.used(money(limit.used), money(limit.remaining))}
      fault={fault}
    />
  );
}
