import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
import { forgetOffers } from '../api/on-offer.js';
import { reads } from '../api/reads.js';
import { minorUnitsIn } from '../texts/formats.js';
import { useForm } from '../ui/use-form.js';

export const kinds = ['deposit', 'loss', 'stake'] as const;
export const periods = ['day', 'week', 'month'] as const;
type SpendingLimit = Schemas['SpendingLimit'];
export type LimitsForm = ReturnType<typeof useLimitsForm>;

const cells = kinds.flatMap((kind) => periods.map((period) => ({ kind, period, key: `${kind}-${period}` })));

const textOf = (amount: number | undefined): string =>
  amount === undefined
    ? ''
    : `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`.replace('.00', '');

/** All limits as texts to edit, and the way to save them: what is not on show is sent as it was. */
export function useLimitsForm(limits: Schemas['PlayerLimits']) {
  const found = (kind: string, period: string): Schemas['PlayerLimit'] | undefined =>
    limits.limits.find((limit) => limit.kind === kind && limit.period === period);
  const { values, bind } = useForm(
    Object.fromEntries(
      cells.map(({ kind, period, key }) => [key, textOf(found(kind, period)?.amount.amount)]),
    ),
  );
  const wrong = (key: string): boolean => values[key] !== '' && minorUnitsIn(values[key] ?? '') === undefined;
  const wanted = cells.flatMap(({ kind, period, key }): SpendingLimit[] => {
    const amount = minorUnitsIn(values[key] ?? '');
    return amount === undefined ? [] : [{ kind, period, amount: { amount, currency: 'GBP' } }];
  });
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const params = { header: { 'If-Match': `"${limits.version}"` } };
      return answerOf(api.PUT('/v1/limits', { params, body: { limits: wanted } }));
    },
    onSettled: () => {
      // There are none for who is near a limit.
      forgetOffers();
      void queryClient.invalidateQueries({ queryKey: reads.protection.queryKey });
      return queryClient.invalidateQueries({ queryKey: reads.limits.queryKey });
    },
  });
  return { found, bind, wrong, wanted, save, faulty: cells.some(({ key }) => wrong(key)) };
}
