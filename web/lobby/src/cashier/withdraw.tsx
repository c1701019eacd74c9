import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answerOf, api, newKey, persist, type ProblemError, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { type AmountChoice, AmountForm } from './amount-form.js';

const t = texts.cashier;

export function WithdrawForm() {
  const queryClient = useQueryClient();
  // Kept while the result of a request is not known: the same intent must not be paid twice.
  const key = useRef(newKey());
  const withdraw = useMutation<Schemas['Withdrawal'], ProblemError, AmountChoice>({
    mutationFn: (body) =>
      persist(async () => {
        const params = { header: { 'Idempotency-Key': key.current } };
        return (await answerOf(api.POST('/v1/withdrawals', { params, body }))) as Schemas['Withdrawal'];
      }),
    onSettled: (_, error) => {
      if (error?.undecided !== true) key.current = newKey();
      for (const { queryKey } of [reads.wallet, reads.withdrawals, reads.transactions])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
  return (
    <AmountForm
      lead={t.withdrawLead}
      way="withdrawal"
      suggestions={[1000, 2000, 5000]}
      label={(amount) => (amount === undefined ? t.withdrawSubmitEmpty : t.withdrawSubmit(amount))}
      busy={withdraw.isPending}
      send={(choice) => withdraw.mutate(choice)}
    >
      <ProblemNotice error={withdraw.error} />
      {withdraw.data && <Notice tone="good">{t.withdrawn(money(withdraw.data.amount))}</Notice>}
    </AmountForm>
  );
}
