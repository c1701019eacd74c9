import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answerOf, api, newKey, persist, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { ReviewNotice } from '../safer/review-notice.js';
import { texts } from '../texts/en-gb.js';
import { Loaded, Notice, ProblemNotice } from '../ui/notice.js';
import { type AmountChoice, AmountForm } from './amount-form.js';
import { DepositPrompt } from './deposit-prompt.js';

const t = texts.cashier;

/** The way to pay in: behind the question for a deposit limit, as long as that is not answered. */
export function Deposit() {
  const limits = useQuery(reads.limits);
  const place = useRef<HTMLDivElement>(null);
  const open = limits.data?.depositPrompt === 'open';
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (open) setAsked(true);
    // The question is gone and what was pressed with it: a reader goes on where it stood.
    else if (asked) place.current?.focus();
  }, [open, asked]);
  return (
    <Loaded of={limits}>
      {(data) => (
        <div className="form" ref={place} tabIndex={-1}>
          {open ? (
            <DepositPrompt limits={data} key={data.version} />
          ) : (
            <>
              {asked && <Notice tone="good">{texts.safer.prompt.answered}</Notice>}
              <ReviewNotice limits={data} elsewhere />
              <DepositForm />
            </>
          )}
        </div>
      )}
    </Loaded>
  );
}

/** Starts a deposit and sends the player to the provider's page. */
function DepositForm() {
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
