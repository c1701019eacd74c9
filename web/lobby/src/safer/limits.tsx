import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { minorUnitsIn } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { Loaded, Notice, ProblemNotice } from '../ui/notice.js';
import { useForm } from '../ui/use-form.js';
import { LimitField } from './limit-field.js';
import { PendingChanges } from './pending-changes.js';

const t = texts.safer.limits;
type SpendingLimit = Schemas['SpendingLimit'];

export const kinds = ['deposit', 'loss', 'stake'] as const;
export const periods = ['day', 'week', 'month'] as const;

/** All limits at once, as the player wants them: lower ones hold when they are saved, higher ones wait. */
export function Limits() {
  const limits = useQuery(reads.limits);
  return (
    <Loaded of={limits}>
      {(data) => (
        <>
          <p>{t.lead}</p>
          <PendingChanges limits={data} />
          <LimitsForm limits={data} key={data.version} />
        </>
      )}
    </Loaded>
  );
}

const textOf = (amount: number | undefined): string =>
  amount === undefined
    ? ''
    : `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`.replace('.00', '');

function LimitsForm({ limits }: { limits: Schemas['PlayerLimits'] }) {
  const found = (kind: string, period: string): Schemas['PlayerLimit'] | undefined =>
    limits.limits.find((limit) => limit.kind === kind && limit.period === period);
  const cells = kinds.flatMap((kind) =>
    periods.map((period) => ({ kind, period, key: `${kind}-${period}` })),
  );
  const { values, bind } = useForm(
    Object.fromEntries(
      cells.map(({ kind, period, key }) => [key, textOf(found(kind, period)?.amount.amount)]),
    ),
  );
  const wrong = (key: string): boolean => values[key] !== '' && minorUnitsIn(values[key] ?? '') === undefined;
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const wanted = cells.flatMap(({ kind, period, key }): SpendingLimit[] => {
        const amount = minorUnitsIn(values[key] ?? '');
        return amount === undefined ? [] : [{ kind, period, amount: { amount, currency: 'GBP' } }];
      });
      const params = { header: { 'If-Match': `"${limits.version}"` } };
      return answerOf(api.PUT('/v1/limits', { params, body: { limits: wanted } }));
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: reads.protection.queryKey });
      return queryClient.invalidateQueries({ queryKey: reads.limits.queryKey });
    },
  });
  const faulty = cells.some(({ key }) => wrong(key));
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faulty) save.mutate();
      }}
    >
      <div className="columns">
        {kinds.map((kind) => (
          <fieldset key={kind}>
            <legend>{t.kinds[kind]}</legend>
            <p className="hint">{t.explained[kind]}</p>
            {periods.map((period) => (
              <LimitField
                key={period}
                period={period}
                limit={found(kind, period)}
                fault={wrong(`${kind}-${period}`) ? texts.cashier.notAnAmount : undefined}
                input={bind(`${kind}-${period}`)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <ProblemNotice error={save.error} />
      {save.isSuccess && <Notice tone="good">{t.saved}</Notice>}
      <Button type="submit" busy={save.isPending}>
        {t.submit}
      </Button>
    </form>
  );
}
