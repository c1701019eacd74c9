import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { forgetOffers } from '../api/on-offer.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { ProblemNotice } from '../ui/notice.js';
import { Choices } from './choices.js';

const t = texts.safer.timeOut;

/** A break that ends by itself and not before. */
export function TimeOut() {
  const [hours, setHours] = useState(24);
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/time-outs', { body: { hours } })),
    onSettled: () => {
      setAsking(false);
      // Nobody on a break is offered anything, not even what was read a moment before it.
      forgetOffers();
      return queryClient.invalidateQueries({ queryKey: reads.protection.queryKey });
    },
  });
  return (
    <div className="form">
      <p>{t.lead}</p>
      <Choices legend={t.length} name="hours" options={t.lengths} chosen={hours} choose={setHours} />
      <ProblemNotice error={take.error} />
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t.submit}
      </Button>
      <Dialog title={t.sure} open={asking} onClose={() => setAsking(false)}>
        <p>{t.sureLead(t.lengths.find(([value]) => value === hours)?.[1] ?? '')}</p>
        <div className="dialog-actions">
          <Button busy={take.isPending} onClick={() => take.mutate()}>
            {t.confirm}
          </Button>
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {texts.common.cancel}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
