import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { minorUnitsIn, money, shortMoney } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Loaded } from '../ui/notice.js';

const t = texts.cashier;
type Method = Schemas['PaymentMethod'];

export interface AmountChoice {
  amount: Schemas['PositiveAmount'];
  method: Method['id'];
}

interface AmountFormProps {
  lead: string;
  /** Which way the money goes: a method may only take or only give. */
  way: 'deposit' | 'withdrawal';
  suggestions: readonly number[];
  label: (amount: string | undefined) => string;
  busy: boolean;
  send: (choice: AmountChoice) => void;
  children?: ReactNode;
}

/** An amount and a method, with the bounds of the method in sight. */
export function AmountForm({ lead, way, suggestions, label, busy, send, children }: AmountFormProps) {
  const methods = useQuery(reads.methods);
  return (
    <Loaded of={methods}>
      {({ data }) => (
        <>
          <p>{lead}</p>
          <Inputs methods={data} way={way} {...{ suggestions, label, busy, send }} />
          {children}
        </>
      )}
    </Loaded>
  );
}

type InputsProps = Omit<AmountFormProps, 'lead' | 'children'> & { methods: Method[] };

function Inputs({ methods, way, suggestions, label, busy, send }: InputsProps) {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState(methods[0]?.id);
  const [tried, setTried] = useState(false);
  const method = methods.find(({ id }) => id === wanted);
  const amount = minorUnitsIn(text);
  if (!method) return null;
  const { minimum, maximum } = method;
  const { currency } = minimum;
  const range = t.range(money(minimum), money(maximum));
  const outside = amount !== undefined && (amount < minimum.amount || amount > maximum.amount);
  const fault = amount === undefined ? t.notAnAmount : outside ? range : undefined;
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (amount !== undefined && fault === undefined)
          send({ amount: { amount, currency }, method: method.id });
      }}
    >
      <fieldset className="choices">
        <legend>{t.method}</legend>
        {methods.map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="radio"
              name={`${way}-method`}
              checked={id === wanted}
              onChange={() => setWanted(id)}
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <Field
        label={t.amount}
        before="£"
        inputMode="decimal"
        autoComplete="off"
        hint={range}
        fault={tried ? fault : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="suggestions">
        {suggestions.map((minor) => (
          <Button key={minor} kind="quiet" onClick={() => setText(String(minor / 100))}>
            {shortMoney({ amount: minor, currency })}
          </Button>
        ))}
      </div>
      <Button type="submit" busy={busy}>
        {label(fault === undefined && amount !== undefined ? money({ amount, currency }) : undefined)}
      </Button>
    </form>
  );
}
