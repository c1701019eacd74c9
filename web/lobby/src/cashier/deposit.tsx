import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answerOf, api, newKey, persist, type Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { ProblemNotice } from '../ui/notice.js';
import { type AmountChoice, AmountForm } from './amount-form.js';

const t = texts.cashier;

/** Starts a deposit and sends the player to the provider's page. */
export function DepositForm() {
  const key = useRef(newKey());
  const deposit = useMutation({
    mutationFn: (choice: AmountChoice) =>
      persist(async () => {
        const answer = await answerOf(
          api.POST('/v1/deposits', {
            params: { header: { 'Idempotency-Key': key.current } },
            body: { ...choice, returnUrl: `${location.origin}/lobby/cashier/return` },
          }),
        );
        return answer as Schemas['Deposit'];
      }),
    onSuccess: ({ redirectUrl }) => {
      key.current = newKey();
      if (redirectUrl !== undefined) location.assign(redirectUrl);
    },
    onError: () => {
      key.current = newKey();
    },
  });
  return (
    <AmountForm
      lead={t.depositLead}
      way="deposit"
      suggestions={[1000, 2000, 5000]}
      label={(amount) => (amount === undefined ? t.depositSubmitEmpty : t.depositSubmit(amount))}
      busy={deposit.isPending}
      send={(choice) => deposit.mutate(choice)}
    >
      <ProblemNotice error={deposit.error} />
    </AmountForm>
  );
}
